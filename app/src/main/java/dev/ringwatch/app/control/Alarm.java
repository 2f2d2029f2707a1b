package dev.ringwatch.app.control;

/**
 * Something to do about.
 *
 * @param name of the rule in docs/operations.md that says so
 * @param urgent whether to be woken for it
 * @param sentence what is
 * @param advice what to do
 */
record Alarm(String name, boolean urgent, String sentence, String advice) {}
