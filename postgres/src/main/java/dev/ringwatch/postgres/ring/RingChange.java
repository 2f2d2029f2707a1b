package dev.ringwatch.postgres.ring;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of a ring from one search to the next.
 *
 * @param ringId which
 * @param kind what happened
 * @param otherRing the ring that it went into or came out of; null for any other kind
 * @param members how many are in it now; 0 if it is no more
 * @param joined who came, by id
 * @param left who went, by id
 */
record RingChange(
    String ringId,
    Kind kind,
    @Nullable String otherRing,
    int members,
    List<String> joined,
    List<String> left) {

  RingChange {
    joined = List.copyOf(joined);
    left = List.copyOf(left);
  }

  /** What may happen to a ring. */
  enum Kind {
    /** It is there for the first time. */
    FOUND,
    /** Some came. */
    GREW,
    /** Some went. */
    SHRANK,
    /** Some came and others went. */
    CHANGED,
    /** It is no more, and half of its members or more are in one other ring. */
    MERGED,
    /** It is there for the first time, and half of its members or more were in one other ring. */
    SPLIT,
    /** It is no more. */
    ENDED,
    /** It had ended, and is there again. */
    RETURNED;

    /** Its name in the database and to clients. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Kind> of(String word) {
      return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
  }
}
