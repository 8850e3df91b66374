/**
 * What the rooms of MangaAssist share, kept small because every user gets it: {@link io.mangaassist.core.Segments}
 * times the parts of a request, {@link io.mangaassist.core.Deadline} carries its time budget,
 * {@link io.mangaassist.core.LiveSettings} holds values that change while the application runs,
 * {@link io.mangaassist.core.TaskPlacement} tells where the task runs. Open {@code Segments} first.
 *
 * <p>Types marked {@link io.mangaassist.core.Internal} are public for the other modules only.
 */
@NullMarked
package io.mangaassist.core;

import org.jspecify.annotations.NullMarked;
