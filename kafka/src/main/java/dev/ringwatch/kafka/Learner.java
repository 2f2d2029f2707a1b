package dev.ringwatch.kafka;

import dev.ringwatch.log.LogBatch;
import dev.ringwatch.log.LogEntry;
import dev.ringwatch.log.LogUnavailableException;
import java.util.function.BooleanSupplier;

/** Reads back which events a log ends with. */
final class Learner {

  private static final int AT_ONCE = 20_000;

  private final KafkaLogConfig config;
  private final Clients clients;
  private final BooleanSupplier ended;

  /**
   * Learns nothing yet.
   *
   * @param ended whether it is not worth it any more: it takes about a second for a million events
   */
  Learner(KafkaLogConfig config, Clients clients, BooleanSupplier ended) {
    this.config = config;
    this.clients = clients;
    this.ended = ended;
  }

  /**
   * Puts the identities of the newest events up to an entry in the place of those that were known.
   *
   * @throws LogUnavailableException if the brokers do not give them, or it was ended
   */
  void learn(long lastSeq, RememberedIdentities identities) {
    identities.clear();
    long seq = Math.max(0, lastSeq - config.bounds().rememberedEvents());
    try (LogReader reader = new LogReader(config, clients, "learn")) {
      while (seq < lastSeq) {
        if (ended.getAsBoolean()) {
          throw new LogUnavailableException("the event log is closed");
        }
        LogBatch batch = reader.read(seq, AT_ONCE, lastSeq);
        if (batch.entries().isEmpty()) {
          break;
        }
        for (LogEntry entry : batch.entries()) {
          remember(entry, identities);
        }
        seq = batch.lastSeq();
      }
    }
  }

  private static void remember(LogEntry entry, RememberedIdentities identities) {
    if (entry instanceof LogEntry.Recorded(var event)) {
      RememberedIdentities.Identity identity = identities.of(event);
      if (!identities.holds(identity)) {
        identities.add(identity);
      }
    }
  }
}
