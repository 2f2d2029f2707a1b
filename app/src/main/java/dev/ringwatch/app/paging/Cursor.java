package dev.ringwatch.app.paging;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;

/**
 * Where a page of a list ended, as a text that is opaque to who gets it: the values by which the
 * list is ordered, in their order. What is written by {@link #to} is read by {@link #from}, value
 * by value; anything else that comes as a cursor is refused with a sentence. Not secret and not
 * signed: a made-up cursor shows nothing that the list does not show.
 *
 * <p>The text is base64url of the format's version, the list's name, and each value with the letter
 * of its kind: {@code 1events,t1764115200000000,n42,}. A text has its length before it.
 */
public final class Cursor {

  private static final String VERSION = "1";
  private static final char END = ',';
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private Cursor() {}

  /** Begins a cursor of a list. */
  public static Writer to(String list) {
    return new Writer(list);
  }

  /**
   * Begins to read a cursor of a list.
   *
   * @throws UnusableRequestException if it is none
   */
  public static Reader from(String list, String cursor) {
    return new Reader(list, cursor);
  }

  /**
   * Reads a cursor of a list that is ordered by one number.
   *
   * @throws UnusableRequestException if it is none
   */
  public static long number(String list, String cursor) {
    Reader reader = from(list, cursor);
    long number = reader.number();
    reader.end();
    return number;
  }

  /** Writes one cursor. */
  public static final class Writer {
    private final StringBuilder text = new StringBuilder(VERSION);

    private Writer(String list) {
      text.append(list).append(END);
    }

    /** Adds a number. */
    public Writer number(long value) {
      return value('n', Long.toString(value));
    }

    /** Adds a score or another number with a fraction, exactly. */
    public Writer score(double value) {
      return value('d', Long.toHexString(Double.doubleToLongBits(value)));
    }

    /** Adds a time, exact to the microsecond. */
    public Writer time(Instant value) {
      return value('t', Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, value)));
    }

    /** Adds a text, whatever is in it. */
    public Writer text(String value) {
      return value('s', value.length() + ":" + value);
    }

    /** The whole. */
    public String done() {
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private Writer value(char kind, String value) {
      text.append(kind).append(value).append(END);
      return this;
    }
  }

  /** Reads one cursor. Every method throws {@link UnusableRequestException} if it does not fit. */
  public static final class Reader {
    private static final int HEX = 16;

    private final String text;
    private int at;

    private Reader(String list, String cursor) {
      text = decoded(cursor);
      String start = VERSION + list + END;
      if (!text.startsWith(start)) {
        throw broken();
      }
      at = start.length();
    }

    private static String decoded(String cursor) {
      try {
        byte[] bytes = Base64.getUrlDecoder().decode(cursor);
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      } catch (IllegalArgumentException | CharacterCodingException e) {
        throw broken();
      }
    }

    /** The next value, a number. */
    public long number() {
      try {
        return Long.parseLong(value('n'));
      } catch (NumberFormatException e) {
        throw broken();
      }
    }

    /** The next value, a number with a fraction; never NaN. */
    public double score() {
      try {
        double score = Double.longBitsToDouble(Long.parseUnsignedLong(value('d'), HEX));
        if (Double.isNaN(score)) {
          throw broken();
        }
        return score;
      } catch (NumberFormatException e) {
        throw broken();
      }
    }

    /** The next value, a time of the years 1 to 9999. */
    public Instant time() {
      try {
        Instant time = Instant.EPOCH.plus(Long.parseLong(value('t')), ChronoUnit.MICROS);
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
          throw broken();
        }
        return time;
      } catch (NumberFormatException e) {
        throw broken();
      }
    }

    /** The next value, a text. */
    public String text() {
      expect('s');
      int colon = text.indexOf(':', at);
      int length = colon < 0 ? -1 : length(text.substring(at, colon));
      int start = colon + 1;
      if (length < 0 || length > text.length() - start) {
        throw broken();
      }
      at = start + length;
      expect(END);
      String said = text.substring(start, start + length);
      if (said.indexOf('\0') >= 0) {
        // No list is ordered by such a text, and no database can be asked for it.
        throw broken();
      }
      return said;
    }

    /** Checks that there is nothing more. */
    public void end() {
      if (at != text.length()) {
        throw broken();
      }
    }

    private static int length(String digits) {
      return digits.matches("[0-9]{1,6}") ? Integer.parseInt(digits) : -1;
    }

    private String value(char kind) {
      expect(kind);
      int end = text.indexOf(END, at);
      if (end < 0) {
        throw broken();
      }
      String value = text.substring(at, end);
      at = end + 1;
      return value;
    }

    private void expect(char wanted) {
      if (at >= text.length() || text.charAt(at) != wanted) {
        throw broken();
      }
      at++;
    }

    private static UnusableRequestException broken() {
      return new UnusableRequestException(
          "the cursor is none of this list: give it as the page before said in next, or leave it"
              + " out for the first page");
    }
  }
}
