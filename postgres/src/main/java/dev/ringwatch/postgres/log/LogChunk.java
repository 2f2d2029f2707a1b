package dev.ringwatch.postgres.log;

import dev.ringwatch.log.LogBatch;
import dev.ringwatch.log.LogEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All the entries that the tables hold after one number and up to another. Immutable. */
final class LogChunk {

  private final long after;
  private final long through;
  private final long[] seqs;
  private final List<LogEntry> entries;

  private LogChunk(long after, long through, long[] seqs, List<LogEntry> entries) {
    this.after = after;
    this.through = through;
    this.seqs = seqs;
    this.entries = entries;
  }

  /** A chunk that knows of nothing between two numbers. */
  static LogChunk empty(long after, long through) {
    return new LogChunk(after, through, new long[0], List.of());
  }

  /** Whether it can say what comes next after a number. */
  boolean knows(long seq) {
    return after <= seq && seq < through;
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** All that it knows of, in order. */
  List<LogEntry> entries() {
    return entries;
  }

  /** The last number that it can say something about. */
  long through() {
    return through;
  }

  /** The entries after a number that follow one another without a gap; empty if none is left. */
  LogBatch after(long seq, int most) {
    int place = Arrays.binarySearch(seqs, 0, entries.size(), seq + 1);
    int from = place < 0 ? -place - 1 : place;
    if (from == entries.size()) {
      return new LogBatch(seq + 1, List.of());
    }
    long first = seqs[from];
    int to = from + 1;
    while (to < entries.size() && to - from < most && seqs[to] == first + (to - from)) {
      to++;
    }
    return new LogBatch(first, List.copyOf(entries.subList(from, to)));
  }

  /** Collects entries with ascending numbers. Used by one thread. */
  static final class Builder {
    private static final int FEW = 16;

    private final List<LogEntry> entries;
    private long[] seqs;

    Builder(int expected) {
      entries = new ArrayList<>(expected);
      seqs = new long[Math.max(FEW, expected)];
    }

    void add(long seq, LogEntry entry) {
      if (entries.size() == seqs.length) {
        seqs = Arrays.copyOf(seqs, 2 * seqs.length);
      }
      seqs[entries.size()] = seq;
      entries.add(entry);
    }

    /** The number of the entry that was added last. */
    long lastSeq() {
      return seqs[entries.size() - 1];
    }

    /** Those up to a number. */
    Builder through(long seq) {
      int size = entries.size();
      while (size > 0 && seqs[size - 1] > seq) {
        size--;
      }
      entries.subList(size, entries.size()).clear();
      return this;
    }

    /** These and others, in order. */
    Builder with(Builder others) {
      if (others.entries.isEmpty()) {
        return this;
      }
      Builder all = new Builder(entries.size() + others.entries.size());
      int mine = 0;
      for (int other = 0; other < others.entries.size(); other++) {
        while (mine < entries.size() && seqs[mine] < others.seqs[other]) {
          all.add(seqs[mine], entries.get(mine++));
        }
        all.add(others.seqs[other], others.entries.get(other));
      }
      while (mine < entries.size()) {
        all.add(seqs[mine], entries.get(mine++));
      }
      return all;
    }

    LogChunk chunk(long after, long through) {
      return new LogChunk(after, through, seqs, entries);
    }
  }
}
