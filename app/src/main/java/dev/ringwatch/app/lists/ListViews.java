package dev.ringwatch.app.lists;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ringwatch.postgres.ListEntry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How lists are shown. Names are a contract of the HTTP interface. */
final class ListViews {

  private ListViews() {}

  /**
   * An entry.
   *
   * @param list {@code allow} or {@code watch}
   * @param what {@code account}, {@code device}, {@code ip} or {@code payment}
   * @param value as events carry it
   * @param createdBy {@code operator} or {@code api_key}, and the number
   * @param expiresAt from when on it holds no more; null for never
   * @param holds whether it holds now
   */
  record EntryView(
      String list,
      String what,
      String value,
      String reason,
      String createdBy,
      Instant createdAt,
      @Nullable Instant expiresAt,
      boolean holds) {

    static EntryView of(ListEntry entry, Instant now) {
      return new EntryView(
          entry.kind().word(),
          entry.what().word(),
          entry.value(),
          entry.reason(),
          entry.createdBy(),
          entry.createdAt(),
          entry.expiresAt(),
          entry.holdsAt(now));
    }
  }

  /**
   * A page of a list.
   *
   * @param entries by field, then value
   * @param next the cursor of the next page; absent on the last
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PageView(List<EntryView> entries, @Nullable String next) {}

  /**
   * What a request put on a list.
   *
   * @param added how many were not there before
   * @param replaced how many took another's place
   * @param entries all of them, in the order of the request
   */
  record PutView(int added, int replaced, List<EntryView> entries) {}
}
