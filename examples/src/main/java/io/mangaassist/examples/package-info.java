/**
 * How applications use MangaAssist. {@link io.mangaassist.examples.ChatExample} wires the four wrappers into one chat and plays
 * a load through it; {@code Quickstart} is the example of the README.
 */
@NullMarked
package io.mangaassist.examples;

import org.jspecify.annotations.NullMarked;
