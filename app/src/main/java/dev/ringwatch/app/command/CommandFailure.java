package dev.ringwatch.app.command;

/** A command cannot do what it was asked; the message tells the person why and what to do. */
public final class CommandFailure extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** A failure with one clear sentence. */
  public CommandFailure(String sentence) {
    super(sentence);
  }
}
