package dev.ringwatch.app.detection;

import dev.ringwatch.event.Tick;

/**
 * When the newest model was learned, which says when the next one is: there is a first, and another
 * when the log has doubled or a day has passed.
 *
 * @param seq the entry of the log that held it; 0 if there is none
 * @param minute the minute from which it holds
 */
public record LearnedAt(long seq, long minute) {

  private static final long DAY_MINUTES = 1_440;

  /**
   * Whether it is time for another.
   *
   * @param now the log's last entry
   * @param closed the last closed tick
   */
  public boolean isOver(long now, Tick closed) {
    return seq == 0 || now >= 2 * seq || closed.epochMinute() >= minute + DAY_MINUTES;
  }
}
