package dev.ringwatch.pipeline;

import dev.ringwatch.detect.ring.KeyUsage;

/** What a link key knows: who used it, and what it has told its accounts so far. */
public final class LinkState {

  final KeyUsage usage;
  int toldAccounts;
  int toldNumber;

  LinkState(KeyUsage usage) {
    this.usage = usage;
  }

  /** Who used the key. */
  public KeyUsage usage() {
    return usage;
  }
}
