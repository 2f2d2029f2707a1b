package dev.ringwatch.bench.serve;

import java.util.concurrent.atomic.AtomicBoolean;

/** A single batch that was made before. Safe for threads. */
final class OneBatch implements Batches {

  private final Batch from;
  private final Ledger ledger;
  private final AtomicBoolean given = new AtomicBoolean();

  OneBatch(Batch from, Ledger ledger) {
    this.from = from;
    this.ledger = ledger;
  }

  @Override
  public boolean next(Batch batch) {
    if (given.getAndSet(true)) {
      return false;
    }
    batch.begin(from.first(), from.dueNanos());
    System.arraycopy(from.bytes(), 0, batch.room(from.length()), 0, from.length());
    batch.added(from.length(), from.events());
    return true;
  }

  @Override
  public void acknowledged(Batch batch) {
    ledger.acknowledged(batch);
  }
}
