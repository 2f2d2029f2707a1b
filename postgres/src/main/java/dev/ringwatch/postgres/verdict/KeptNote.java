package dev.ringwatch.postgres.verdict;

import java.time.Instant;

/**
 * Something that was noted about an account.
 *
 * @param id its number; later ones have larger numbers
 * @param text what
 * @param by who, as the audit log names them
 * @param at when
 */
public record KeptNote(long id, String text, String by, Instant at) {}
