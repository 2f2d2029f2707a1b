/** What verdicts teach scores, in a running server: learned, let pass by people, given up. */
@NullMarked
package dev.ringwatch.app.learned;

import org.jspecify.annotations.NullMarked;
