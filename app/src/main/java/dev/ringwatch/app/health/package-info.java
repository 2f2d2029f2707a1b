/**
 * Whether the server is well: what is looked at, who is told, and the sign of life sent outside.
 */
@NullMarked
package dev.ringwatch.app.health;

import org.jspecify.annotations.NullMarked;
