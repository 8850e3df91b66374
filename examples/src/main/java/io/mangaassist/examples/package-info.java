/**
 * How applications use MangaAssist. {@link io.mangaassist.examples.ChatExample} wires all rooms into one chat and plays
 * a load through it; the other classes show one room each.
 */
@NullMarked
package io.mangaassist.examples;

import org.jspecify.annotations.NullMarked;
