package dev.ringwatch.app.alert;

import java.time.Instant;

/**
 * What an e-mail says, before it has an id and addresses. It is kept as JSON of these names.
 *
 * @param subject on one line
 * @param text for those who read plain text
 * @param html the same as HTML
 * @param thread what all letters about an incident have in common, such as {@code
 *     incident-17@ringwatch.example.org}; empty of one that is about none
 * @param at its date
 */
record Letter(String subject, String text, String html, String thread, Instant at) {}
