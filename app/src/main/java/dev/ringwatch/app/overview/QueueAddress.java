package dev.ringwatch.app.overview;

import dev.ringwatch.app.page.Choice;
import dev.ringwatch.postgres.verdict.VerdictSubject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Addresses of the queue, with the filters that stay while somebody works through it.
 *
 * @param filters what the address bar says, by name
 */
record QueueAddress(Map<String, String> filters) {

  static final String LIST = "/queue";

  private static final String ITEM = "/queue/item";
  private static final String SAID = "said";

  QueueAddress {
    filters = new LinkedHashMap<>(filters);
  }

  /** The list. */
  String list() {
    return to(LIST);
  }

  /** A page or a form with these filters. */
  String to(String path) {
    return Choice.address(path, filters, "", "");
  }

  /** The list with one filter as it is wanted. */
  String with(String name, String value) {
    return Choice.address(LIST, filters, name, value);
  }

  /** A form that is about something. */
  String form(String path, VerdictSubject subject) {
    return Choice.address(path, filters, subject.kind().label(), subject.id());
  }

  /** The page of an item. */
  String item(VerdictSubject subject) {
    return form(ITEM, subject);
  }

  /** The same addresses, which say that a verdict was given just now. */
  QueueAddress saying(long verdict) {
    Map<String, String> more = new LinkedHashMap<>(filters);
    more.put(SAID, Long.toString(verdict));
    return new QueueAddress(more);
  }
}
