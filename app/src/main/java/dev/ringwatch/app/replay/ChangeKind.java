package dev.ringwatch.app.replay;

import java.util.Locale;

/** What became of an incident or a ring. */
enum ChangeKind {
  /** It is there only after. */
  NEW,
  /** It was there only before. */
  GONE,
  /** It is there on both sides, and not the same. */
  MOVED;

  /** The word in files. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
