/** The command line: what a person types, and what they are told when it cannot be done. */
@NullMarked
package dev.ringwatch.app;

import org.jspecify.annotations.NullMarked;
