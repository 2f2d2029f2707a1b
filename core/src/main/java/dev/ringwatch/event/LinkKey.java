package dev.ringwatch.event;

/**
 * A typed value that two accounts can share.
 *
 * @param kind what the value identifies
 * @param value the value itself, never empty; a co-action's is {@code action}, a tab, and the
 *     target, a client's the network address, a tab, and the user agent
 */
public record LinkKey(LinkKeyKind kind, String value) implements Comparable<LinkKey> {

  /** Checks that the value is not empty. */
  public LinkKey {
    if (value.isEmpty()) {
      throw new IllegalArgumentException(
          "a link key of kind " + kind.label() + " must not be empty");
    }
  }

  @Override
  public int compareTo(LinkKey other) {
    int byKind = kind.compareTo(other.kind);
    return byKind != 0 ? byKind : value.compareTo(other.value);
  }

  @Override
  public String toString() {
    String line = value.replace('\t', ' ').replace('\n', ' ').replace('\r', ' ');
    return kind.label() + " " + line;
  }
}
