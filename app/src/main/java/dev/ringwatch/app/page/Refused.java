package dev.ringwatch.app.page;

/**
 * A form said what cannot be.
 *
 * @param frame what stands around it
 * @param why the sentence
 * @param back where the form is
 */
public record Refused(Frame frame, String why, String back) {}
