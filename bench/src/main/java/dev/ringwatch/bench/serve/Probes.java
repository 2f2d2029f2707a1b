package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Events of accounts of which nothing else is sent, so that it is known which answer shows them.
 * Accounts take turns. Safe for threads.
 */
final class Probes {

  private final EventTemplates templates;
  private final int everyBatches;
  private final Consumer<Probe> sent;
  private final Map<String, Long> expected = new ConcurrentHashMap<>();
  private final AtomicInteger turn = new AtomicInteger();

  /**
   * One such event.
   *
   * @param account who acts in it
   * @param events how many events of the account are known once this one is
   * @param epochMillis its time
   * @param begunNanos when the request that brings it was due
   */
  record Probe(String account, long events, long epochMillis, long begunNanos) {}

  /**
   * Probes that begin at what the server says of their accounts now.
   *
   * @param templates one event for each account
   * @param everyBatches in which batches one is: each so manieth
   * @param sent told of each when it is about to be sent
   */
  Probes(EventTemplates templates, int everyBatches, Client client, Consumer<Probe> sent)
      throws IOException {
    this.templates = templates;
    this.everyBatches = everyBatches;
    this.sent = sent;
    for (String account : templates.accounts()) {
      expected.put(
          account, AccountAnswer.of(client, account).map(AccountAnswer::events).orElse(0L));
    }
  }

  boolean isDue(long batch) {
    return batch % everyBatches == 0;
  }

  /** Adds the next to a batch. */
  void addTo(Batch batch, long number, long epochMillis, long dueNanos) {
    int template = turn.getAndIncrement() % templates.size();
    String account = templates.account(template);
    templates.addTo(batch, template, number, epochMillis);
    long events = expected.merge(account, 1L, Long::sum);
    sent.accept(new Probe(account, events, epochMillis, dueNanos));
  }
}
