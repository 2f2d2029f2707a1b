package dev.ringwatch.postgres.results;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What people decided about an account that the platform acted against. */
public enum Enforcement {
  /** Whatever they did. */
  ANY("any"),
  /** Nobody has decided. */
  OPEN("open"),
  /** The verdict that stands is abusive: what the platform did is confirmed. */
  CONFIRMED("confirmed"),
  /** The verdict that stands is benign: what the platform did was a false positive. */
  FALSE_POSITIVE("false_positive"),
  /** The verdict that stands is unsure. */
  UNSURE("unsure");

  private final String label;

  Enforcement(String label) {
    this.label = label;
  }

  /** Its name in addresses and files; a contract. */
  public String label() {
    return label;
  }

  /** All labels. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(Enforcement::label).toList();
  }

  /** The one of a label. */
  public static Optional<Enforcement> of(String label) {
    return Arrays.stream(values()).filter(one -> one.label.equals(label)).findFirst();
  }

  /** The one that a verdict makes of it. */
  static Enforcement ofVerdict(String verdict) {
    return switch (verdict) {
      case "abusive" -> CONFIRMED;
      case "benign" -> FALSE_POSITIVE;
      case "unsure" -> UNSURE;
      default -> throw new IllegalStateException("there is no verdict " + verdict);
    };
  }
}
