/** What all commands have in common: how they fail in a sentence, and which version they are. */
@NullMarked
package dev.ringwatch.app.command;

import org.jspecify.annotations.NullMarked;
