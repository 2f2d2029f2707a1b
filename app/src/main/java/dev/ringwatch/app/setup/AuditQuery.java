package dev.ringwatch.app.setup;

import dev.ringwatch.app.page.Choice;
import dev.ringwatch.app.paging.Cursor;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.app.paging.UnusableRequestException;
import dev.ringwatch.postgres.audit.AuditRows;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of the audit log somebody asks for.
 *
 * @param filter which rows
 * @param before only rows before this number
 * @param limit the most to show
 * @param asked what was said, by name, for addresses and for the record
 */
record AuditQuery(AuditRows.Filter filter, long before, int limit, Map<String, String> asked) {

  /** Where the page is. */
  static final String PATH = "/settings/audit";

  private static final String LIST = "audit page";
  private static final List<String> NAMES = List.of("who", "action", "object", "from", "to");

  /** The address that says the same without fields that were left empty; empty if this one does. */
  static Optional<String> plain(HttpServletRequest request) {
    Map<String, String> plain = new LinkedHashMap<>();
    boolean same = true;
    for (Map.Entry<String, String[]> one : request.getParameterMap().entrySet()) {
      // What is wrong is said by whoever reads it.
      if (one.getValue().length != 1) {
        return Optional.empty();
      }
      String value = one.getValue()[0].strip();
      same &= !value.isEmpty();
      if (!value.isEmpty()) {
        plain.put(one.getKey(), value);
      }
    }
    return same ? Optional.empty() : Optional.of(Choice.address(PATH, plain, "", ""));
  }

  /**
   * What a request asks for.
   *
   * @throws UnusableRequestException if it asks for what cannot be
   */
  static AuditQuery of(HttpServletRequest request) {
    Parameters parameters = Parameters.of(request, NAMES);
    long before =
        parameters.cursor().map(cursor -> Cursor.number(LIST, cursor)).orElse(Long.MAX_VALUE);
    Map<String, String> said = parameters.asked();
    return new AuditQuery(filter(said), before, parameters.limit(), said);
  }

  private static AuditRows.Filter filter(Map<String, String> said) {
    String[] who = said.getOrDefault("who", "").split(" ", 2);
    return new AuditRows.Filter(
        text(who[0]),
        text(who.length > 1 ? who[1] : ""),
        text(said.getOrDefault("action", "")),
        text(said.getOrDefault("object", "")),
        time("from", said),
        time("to", said));
  }

  /** A NUL stands in no row, nor in any text that the database takes. */
  private static Optional<String> text(String said) {
    return Optional.of(said.replace('\0', '\uFFFD')).filter(one -> !one.isEmpty());
  }

  private static @Nullable Instant time(String name, Map<String, String> said) {
    try {
      return FormText.time(name, said.getOrDefault(name, "")).orElse(null);
    } catch (IllegalArgumentException e) {
      throw new UnusableRequestException(String.valueOf(e.getMessage()));
    }
  }

  /** The cursor of the page after a row. */
  static String after(long seq) {
    return Cursor.to(LIST).number(seq).done();
  }
}
