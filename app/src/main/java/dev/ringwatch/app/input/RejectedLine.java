package dev.ringwatch.app.input;

import dev.ringwatch.ingest.Rejected;

/**
 * A piece of an input that was not used.
 *
 * @param input the file's name as the user gave it, or {@code standard input}
 * @param rejected where in it, why, and its text
 */
public record RejectedLine(String input, Rejected rejected) {}
