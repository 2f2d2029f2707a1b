package dev.ringwatch.bench.serve;

import java.util.List;

/**
 * What was sent and acknowledged besides the events of the ledger.
 *
 * @param events how many events
 * @param accounts whose
 */
record Others(long events, List<String> accounts) {

  static final Others NONE = new Others(0, List.of());

  Others {
    accounts = List.copyOf(accounts);
  }
}
