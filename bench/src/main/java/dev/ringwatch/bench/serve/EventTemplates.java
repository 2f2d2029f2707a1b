package dev.ringwatch.bench.serve;

import dev.ringwatch.kit.generate.EventWriter;
import dev.ringwatch.kit.generate.GeneratedDay;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Generated events as lines of JSON that are written once, with room in which each gets its id and
 * its time at the moment it is sent: a copy and 31 digits, so that making events costs next to
 * nothing beside taking them in. Immutable; threads may share it.
 */
final class EventTemplates {

  /** How every id begins, and no generated one does. */
  static final String ID_PREFIX = "bench-";

  private static final int ID_DIGITS = 14;
  private static final String ID_ROOM = ID_PREFIX + "0".repeat(ID_DIGITS);
  private static final byte[] TIME_NAME = "\"timestamp\":\"".getBytes(StandardCharsets.UTF_8);
  private static final int ID_AT = "{\"event_id\":\"".length() + ID_PREFIX.length();
  private static final long DAY_MILLIS = 86_400_000;

  private final List<Template> templates;

  /** An event's line, with its account and where its time goes. */
  private static final class Template {
    private final String account;
    private final byte[] line;
    private final int timeAt;

    Template(String account, byte[] line) {
      this.account = account;
      this.line = line;
      this.timeAt = find(line, TIME_NAME) + TIME_NAME.length;
    }
  }

  private EventTemplates(List<Template> templates) {
    this.templates = templates;
  }

  /** The events of a generated day, in its order. About 350 bytes for each. */
  static EventTemplates of(GeneratedDay day) {
    List<Template> templates = new ArrayList<>();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    EventWriter writer = EventWriter.ndjson(bytes);
    day.forEach(event -> {
      writer.accept(event.withId(ID_ROOM));
      writer.flush();
      templates.add(new Template(event.account().value(), bytes.toByteArray()));
      bytes.reset();
    });
    return new EventTemplates(templates);
  }

  private static int find(byte[] text, byte[] part) {
    for (int at = 0; at + part.length <= text.length; at++) {
      int same = 0;
      while (same < part.length && text[at + same] == part[same]) {
        same++;
      }
      if (same == part.length) {
        return at;
      }
    }
    throw new IllegalArgumentException("an event without a timestamp");
  }

  int size() {
    return templates.size();
  }

  /** Who acts in an event. */
  String account(int template) {
    return templates.get(template).account;
  }

  /** Those of events whose account is of one kind. */
  EventTemplates only(Predicate<String> accounts) {
    return new EventTemplates(
        templates.stream().filter(one -> accounts.test(one.account)).toList());
  }

  /** One event of each of some accounts. */
  EventTemplates firstOfEach(Set<String> accounts) {
    Map<String, Template> first = new LinkedHashMap<>();
    for (Template one : templates) {
      if (accounts.contains(one.account)) {
        first.putIfAbsent(one.account, one);
      }
    }
    return new EventTemplates(List.copyOf(first.values()));
  }

  /** Different accounts, in the order of their first events. */
  List<String> accounts() {
    return templates.stream().map(one -> one.account).distinct().toList();
  }

  /** Adds an event to a batch under an id made of a number, at a time of the years 0 to 9999. */
  void addTo(Batch batch, int template, long number, long epochMillis) {
    Template from = templates.get(template);
    int at = batch.length();
    byte[] bytes = batch.room(from.line.length);
    System.arraycopy(from.line, 0, bytes, at, from.line.length);
    digits(bytes, at + ID_AT, ID_DIGITS, number);
    time(bytes, at + from.timeAt, epochMillis);
    batch.added(from.line.length, 1);
  }

  /** Written as {@code 2026-01-05T12:34:56.789Z}; the marks are there. */
  private static void time(byte[] bytes, int at, long epochMillis) {
    LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(epochMillis, DAY_MILLIS));
    int rest = (int) Math.floorMod(epochMillis, DAY_MILLIS);
    digits(bytes, at, 4, day.getYear());
    digits(bytes, at + 5, 2, day.getMonthValue());
    digits(bytes, at + 8, 2, day.getDayOfMonth());
    digits(bytes, at + 11, 2, rest / 3_600_000);
    digits(bytes, at + 14, 2, rest / 60_000 % 60);
    digits(bytes, at + 17, 2, rest / 1000 % 60);
    digits(bytes, at + 20, 3, rest % 1000);
  }

  private static void digits(byte[] bytes, int at, int count, long number) {
    long left = number;
    for (int i = count - 1; i >= 0; i--) {
      bytes[at + i] = (byte) ('0' + left % 10);
      left /= 10;
    }
  }

  /** The number of which an id was made. */
  static long number(String id) {
    return Long.parseLong(id, ID_PREFIX.length(), id.length(), 10);
  }

  /** The id that is made of a number. */
  static String id(long number) {
    return ID_PREFIX + String.format(Locale.ROOT, "%0" + ID_DIGITS + "d", number);
  }
}
