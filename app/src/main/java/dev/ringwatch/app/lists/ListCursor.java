package dev.ringwatch.app.lists;

import dev.ringwatch.app.paging.Cursor;
import dev.ringwatch.app.paging.UnusableRequestException;
import dev.ringwatch.postgres.ListEntry;
import dev.ringwatch.postgres.ListedWhat;
import dev.ringwatch.postgres.Lists;

/** Where a page of a list ended. */
final class ListCursor {

  private static final String LIST = "lists";

  private ListCursor() {}

  static String after(ListEntry entry) {
    return Cursor.to(LIST).text(entry.what().word()).text(entry.value()).done();
  }

  /**
   * The place that a cursor names.
   *
   * @throws UnusableRequestException if it is none of ours
   */
  static Lists.Place read(String cursor) {
    Cursor.Reader reader = Cursor.from(LIST, cursor);
    String what = reader.text();
    Lists.Place place =
        ListedWhat.of(what)
            .map(known -> new Lists.Place(known, reader.text()))
            .orElseThrow(() ->
                new UnusableRequestException("the cursor names " + what + ", which no list has"));
    reader.end();
    return place;
  }
}
