package dev.ringwatch.postgres.log;

import java.time.Duration;

/**
 * The bounds of the event log.
 *
 * @param queue how much may wait to be written
 * @param waits how long is waited for what
 * @param reading what readers are given
 * @param memory what is known in memory of which events the log holds
 */
public record EventLogConfig(Queue queue, Waits waits, Reading reading, Memory memory) {

  /**
   * How much may wait to be written.
   *
   * @param maxEvents how many events; one call that finds nobody waiting may be larger. Beyond it
   *     an append is answered with busy
   * @param maxBytes the same for the bytes of their rows
   * @param maxGroup how many events one commit takes, unless one call has more
   */
  public record Queue(int maxEvents, long maxBytes, int maxGroup) {

    /** Checks that something can wait. */
    public Queue {
      atLeast(1, maxEvents, "maxEvents");
      atLeast(1, maxBytes, "maxBytes");
      atLeast(1, maxGroup, "maxGroup");
    }
  }

  /**
   * How long is waited for what.
   *
   * @param answer how long an append waits for its commit
   * @param lease how long opening waits for the writer's lease while another has it; zero to be
   *     refused at once
   * @param store how long the database may take over one answer before its connection counts as
   *     lost
   */
  public record Waits(Duration answer, Duration lease, Duration store) {

    /** Checks that there is time for an answer. */
    public Waits {
      atLeast(1, answer.toMillis(), "answer in milliseconds");
      atLeast(0, lease.toMillis(), "lease in milliseconds");
      atLeast(1, store.toMillis(), "store in milliseconds");
    }
  }

  /**
   * What readers are given.
   *
   * @param tailEntries how many of the newest entries are kept in memory for them
   * @param tailBytes the same for their bytes
   * @param chunk how many entries are read back from the table at a time
   */
  public record Reading(int tailEntries, long tailBytes, int chunk) {

    /** Checks that something can be read. */
    public Reading {
      atLeast(0, tailEntries, "tailEntries");
      atLeast(0, tailBytes, "tailBytes");
      atLeast(1, chunk, "chunk");
    }
  }

  /**
   * What is known in memory of which events the log holds.
   *
   * @param maxFingerprints how many identities, at about 7.5 bytes each
   * @param learnedHours how many hours of events, the newest before, {@link
   *     PostgresEventLog#learnNewestHours} reads back
   */
  public record Memory(long maxFingerprints, int learnedHours) {

    /** Checks that the numbers are numbers of something. */
    public Memory {
      atLeast(0, maxFingerprints, "maxFingerprints");
      atLeast(0, learnedHours, "learnedHours");
    }
  }

  /** For a server of a few GB; the figures behind it are in {@code bench/RESULTS.md}. */
  public static EventLogConfig ofDefaults() {
    return new EventLogConfig(
        new Queue(200_000, 128L << 20, 20_000),
        new Waits(Duration.ofSeconds(5), Duration.ZERO, Duration.ofSeconds(30)),
        new Reading(100_000, 64L << 20, 20_000),
        new Memory(40_000_000, 24));
  }

  /** The same with another bound on the events that wait. */
  public EventLogConfig withMaxWaitingEvents(int events) {
    return new EventLogConfig(
        new Queue(events, queue.maxBytes, queue.maxGroup), waits, reading, memory);
  }

  /** The same with other waits for an answer and for the lease. */
  public EventLogConfig withWaits(Duration answer, Duration lease) {
    return new EventLogConfig(queue, new Waits(answer, lease, waits.store), reading, memory);
  }

  /** The same with other numbers of entries in one commit, in memory and in one read. */
  public EventLogConfig withEntries(int group, int tail, int chunk) {
    return new EventLogConfig(
        new Queue(queue.maxEvents, queue.maxBytes, group),
        waits,
        new Reading(tail, reading.tailBytes, chunk),
        memory);
  }

  /** The same with another memory of identities. */
  public EventLogConfig withMemory(long fingerprints, int hours) {
    return new EventLogConfig(queue, waits, reading, new Memory(fingerprints, hours));
  }

  private static void atLeast(long least, long value, String name) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", not " + value);
    }
  }
}
