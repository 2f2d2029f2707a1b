package dev.ringwatch.app.output;

import dev.ringwatch.ingest.Rejected;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Keeps what was not used: every line in the table {@code rejected}, and counts by kind of reason.
 * Safe for threads.
 */
public final class RejectedInput {

  private static final int MAX_KINDS = 100;
  private static final String OTHER = "other reasons";

  /** What differs between two rejections for the same reason: quoted text and numbers. */
  private static final Pattern DETAIL = Pattern.compile("\"[^\"]*\"|'[^']*'|\\d[\\d,.:TZ+-]*");

  private final RejectedTable file;
  private final boolean severalInputs;
  private final Map<String, Long> byReason = new HashMap<>();
  private final Map<String, Example> examples = new HashMap<>();
  private long rejected;

  /**
   * Keeps it in a table.
   *
   * @param severalInputs whether a line needs its input's name to be found
   */
  public RejectedInput(RejectedTable file, boolean severalInputs) {
    this.file = file;
    this.severalInputs = severalInputs;
  }

  /**
   * One of the lines that were rejected for a reason: of those of its kind the one that comes first
   * by input, then line.
   *
   * @param input the input
   * @param line the line, from 1
   * @param reason the reason in full
   * @param text the line's beginning
   */
  public record Example(String input, long line, String reason, String text) {

    private boolean isBefore(Example other) {
      int byInput = input.compareTo(other.input);
      return byInput != 0 ? byInput < 0 : line < other.line;
    }
  }

  /** A line that was not used. */
  public synchronized void reject(String input, Rejected line) {
    String where = severalInputs ? input + ":" + line.line() : Long.toString(line.line());
    file.row(where, line.reason(), line.text());
    String kind = count(line.reason());
    Example example = new Example(input, line.line(), line.reason(), line.text());
    examples.merge(kind, example, (one, other) -> other.isBefore(one) ? other : one);
  }

  /**
   * An event that was decoded and then not used.
   *
   * @param event what it is known by
   */
  public synchronized void setAside(String event, String reason) {
    file.row("", reason, event);
    count(reason);
  }

  private String count(String reason) {
    rejected++;
    String kind = DETAIL.matcher(reason).replaceAll("…");
    boolean room = byReason.size() < MAX_KINDS || byReason.containsKey(kind);
    String counted = room ? kind : OTHER;
    byReason.merge(counted, 1L, Long::sum);
    return counted;
  }

  /** How much was rejected. */
  public synchronized long rejected() {
    return rejected;
  }

  /** An example of each kind of reason, for those that came from lines. */
  public synchronized Map<String, Example> examples() {
    return Map.copyOf(examples);
  }

  /** Counts by kind of reason, the most frequent first. */
  public synchronized Map<String, Long> byReason() {
    Map<String, Long> ordered = new LinkedHashMap<>();
    byReason.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
    return ordered;
  }
}
