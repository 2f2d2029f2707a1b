package dev.ringwatch.flink;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.HashKey;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import java.io.Serializable;
import java.util.HexFormat;

/**
 * The texts by which Flink spreads accounts, link keys and events over tasks. Each begins with
 * eight hexadecimal digits of a keyed hash of the rest: Flink goes by {@link String#hashCode}, for
 * which anybody can find texts that all land in one task.
 *
 * @param hashKey the key of that hash
 */
record Keys(HashKey hashKey) implements Serializable {

  /** How many buckets there are: of them a task has many, so that tasks are about equally full. */
  static final int BUCKETS = 1 << 12;

  private static final int DIGITS = 8;
  private static final int BUCKET_DIGITS = 3;
  private static final char END_OF_KIND = ':';

  private String of(String text) {
    return HexFormat.of().toHexDigits((int) hashKey.of(text)) + text;
  }

  String of(AccountId account) {
    return of(account.value());
  }

  String of(LinkKey key) {
    return of(key.kind().label() + END_OF_KIND + key.value());
  }

  /** Of an event's identity. */
  String of(Event event) {
    return of(event.timestamp().toString() + event.id());
  }

  static AccountId account(String key) {
    return new AccountId(key.substring(DIGITS));
  }

  static LinkKey link(String key) {
    int end = key.indexOf(END_OF_KIND, DIGITS);
    return new LinkKey(LinkKeyKind.ofLabel(key.substring(DIGITS, end)), key.substring(end + 1));
  }

  /** The bucket that a key falls into, 0 to {@link #BUCKETS} - 1. */
  static int bucket(String key) {
    return HexFormat.fromHexDigits(key, 0, BUCKET_DIGITS);
  }

  /** A key that falls into a bucket, and is nobody's. */
  static String ofBucket(int bucket) {
    return HexFormat.of().toHexDigits(bucket).substring(DIGITS - BUCKET_DIGITS) + "00000";
  }
}
