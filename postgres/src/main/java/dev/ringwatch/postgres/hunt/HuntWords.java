package dev.ringwatch.postgres.hunt;

/**
 * What a hunt says about itself.
 *
 * @param title a few words
 * @param question what it asks
 * @param hit what it means if something is found
 * @param innocent what is found, too, and is none
 */
public record HuntWords(String title, String question, String hit, String innocent) {}
