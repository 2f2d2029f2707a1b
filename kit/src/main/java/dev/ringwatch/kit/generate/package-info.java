/**
 * The generator: seeded days of platform events with planted abuse, look-alikes that are innocent,
 * and the truth about both. Configuration, {@link dev.ringwatch.kit.generate.Generator}, {@link
 * dev.ringwatch.kit.generate.GeneratedDay} and the writers are the way in; the rest builds the
 * world.
 */
@NullMarked
package dev.ringwatch.kit.generate;

import org.jspecify.annotations.NullMarked;
