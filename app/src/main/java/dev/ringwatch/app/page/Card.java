package dev.ringwatch.app.page;

/**
 * A figure.
 *
 * @param name what it is of
 * @param value the figure
 * @param note what more there is to say
 * @param band the band whose colour it has; empty for none
 */
public record Card(String name, String value, String note, String band) {}
