/** Hunts as people ask them: what a request or a command says, and how answers are written. */
@NullMarked
package dev.ringwatch.app.hunt;

import org.jspecify.annotations.NullMarked;
