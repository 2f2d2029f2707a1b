package dev.ringwatch.app.settings;

import dev.ringwatch.app.command.CommandFailure;
import java.util.ArrayList;
import java.util.List;

/** All that is wrong with the settings: whoever wrote them is told once. For one thread. */
final class Faults {

  private final List<String> sentences = new ArrayList<>();

  /** One more: where it is, and what is wrong. */
  void add(String where, String sentence) {
    sentences.add(where + ": " + sentence);
  }

  /**
   * Ends the command if there are any.
   *
   * @throws CommandFailure with all of them
   */
  void throwIfAny() {
    if (sentences.size() == 1) {
      throw new CommandFailure(sentences.getFirst());
    }
    if (!sentences.isEmpty()) {
      throw new CommandFailure(
          sentences.size() + " faults in the settings:\n  " + String.join("\n  ", sentences));
    }
  }
}
