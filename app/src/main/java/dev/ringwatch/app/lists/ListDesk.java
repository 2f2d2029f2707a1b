package dev.ringwatch.app.lists;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.postgres.ListEntry;
import dev.ringwatch.postgres.ListKind;
import dev.ringwatch.postgres.ListedWhat;
import dev.ringwatch.postgres.Lists;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the HTTP interface and the pages do with lists: looks are recorded before they are answered,
 * changes in their own transaction. Safe for threads.
 */
public final class ListDesk {

  /** Everybody locks entries in this order, so that no two changes wait for each other. */
  private static final Comparator<ListEntry> ORDER =
      Comparator.comparing(ListEntry::what).thenComparing(ListEntry::value);

  private final Lists lists;
  private final Audit audit;

  /** A desk for these lists. */
  public ListDesk(Lists lists, Audit audit) {
    this.lists = lists;
    this.audit = audit;
  }

  /**
   * A page of a list, those that hold no more included; that somebody looked is recorded.
   *
   * @param after where the page before ended; null for the first page
   * @param limit the most to return
   */
  public List<ListEntry> look(Who who, Lists.Filter filter, Lists.@Nullable Place after, int limit)
      throws SQLException {
    audit.record(
        who,
        AuditAction.LIST_LOOK,
        filter.value().orElse(""),
        Audit.DONE,
        Map.of("list", filter.kind().word()));
    return lists.page(filter, after, limit);
  }

  /** The same for who records it by themselves. */
  List<ListEntry> page(Lists.Filter filter, Lists.@Nullable Place after, int limit)
      throws SQLException {
    return lists.page(filter, after, limit);
  }

  /**
   * Puts entries on their lists, in the place of those that are there; all or none.
   *
   * @return how many took another's place
   */
  public int put(Who who, List<ListEntry> entries) throws SQLException {
    return audit.change((connection, record) -> {
      int replaced = 0;
      for (ListEntry entry : entries.stream().sorted(ORDER).toList()) {
        boolean there = lists.put(connection, entry);
        replaced += there ? 1 : 0;
        record.accept(Audit.done(who, AuditAction.LIST_PUT, entry.value(), details(entry, there)));
      }
      return replaced;
    });
  }

  private static Map<String, String> details(ListEntry entry, boolean replaced) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("list", entry.kind().word());
    details.put("what", entry.what().word());
    details.put("reason", entry.reason());
    details.put("replaced", Boolean.toString(replaced));
    Instant end = entry.expiresAt();
    if (end != null) {
      details.put("expires_at", end.toString());
    }
    return details;
  }

  /**
   * Takes an entry off a list.
   *
   * @param reason why; empty for who says nothing of it
   * @return whether there was one
   */
  public boolean remove(Who who, ListKind list, ListedWhat what, String value, String reason)
      throws SQLException {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("list", list.word());
    details.put("what", what.word());
    if (!reason.isEmpty()) {
      details.put("reason", reason);
    }
    return audit.change(
        who,
        AuditAction.LIST_REMOVE,
        value,
        details,
        connection -> lists.remove(connection, list, what, value));
  }
}
