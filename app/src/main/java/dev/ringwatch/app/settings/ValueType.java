package dev.ringwatch.app.settings;

import dev.ringwatch.app.alert.Networks;
import dev.ringwatch.app.hunt.HuntPoints;
import dev.ringwatch.app.hunt.HuntSchedule;
import dev.ringwatch.app.verdict.AbuseTypes;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;
import org.springframework.util.unit.DataUnit;

/**
 * How a kind of value is written.
 *
 * @param word its name, for a table
 * @param allowed what a value must be, for a complaint
 * @param read makes the value; throws what it likes if it cannot
 * @param write makes the text
 * @param repeated whether a complaint may repeat what was written; not where that may be a secret
 */
record ValueType(
    String word,
    String allowed,
    Function<String, Object> read,
    Function<Object, String> write,
    boolean repeated) {

  private static final Map<Class<?>, ValueType> TYPES =
      Map.ofEntries(
          Map.entry(Path.class, of("path", "a path", Path::of)),
          Map.entry(int.class, of("number", "a whole number", Integer::valueOf)),
          Map.entry(Integer.class, of("number", "a whole number", Integer::valueOf)),
          Map.entry(double.class, of("share", "a number such as 0.1", ValueType::readNumber)),
          Map.entry(boolean.class, of("true or false", "true or false", ValueType::readBoolean)),
          Map.entry(String.class, of("text", "a text", text -> text)),
          Map.entry(
              URI.class,
              of("address", "an address such as https://example.org", ValueType::readUri)),
          Map.entry(
              InetAddress.class,
              new ValueType(
                  "IP address",
                  "an IP address such as 127.0.0.1, or 0.0.0.0 for all of this machine",
                  ValueType::readAddress,
                  address -> ((InetAddress) address).getHostAddress(),
                  true)),
          Map.entry(
              Duration.class,
              new ValueType(
                  "duration",
                  "a duration such as 30s, 5m, 12h or 30d",
                  ValueType::readDuration,
                  value -> writeDuration((Duration) value),
                  true)),
          Map.entry(
              DataSize.class,
              new ValueType(
                  "size",
                  "a size such as 512KB, 16MB or 1GB",
                  ValueType::readSize,
                  value -> writeSize((DataSize) value),
                  true)),
          Map.entry(
              Networks.class,
              of(
                  "networks",
                  "networks such as 10.1.0.0/16, fd00::/8, with commas between",
                  Networks::of)),
          Map.entry(
              AbuseTypes.class,
              of(
                  "words",
                  "words of small letters, digits, _ and -, with commas between and none twice",
                  AbuseTypes::of)),
          Map.entry(
              HuntSchedule.class,
              of(
                  "schedule",
                  "names of hunts with how often they run, 1m to 30d, such as"
                      + " bursts=1h,own-one=1d, none twice",
                  HuntSchedule::of)),
          Map.entry(
              HuntPoints.class,
              of(
                  "points",
                  "names of hunts with how many points each has, 0 to 100, such as"
                      + " bursts=10,own-one=25, none twice and at most 50",
                  HuntPoints::of)),
          Map.entry(
              DatabaseUrl.class,
              new ValueType(
                  "JDBC URL",
                  "jdbc:postgresql://HOST/NAME, without a password, which has a setting of its own",
                  DatabaseUrl::new,
                  Object::toString,
                  false)));

  private static ValueType of(String word, String allowed, Function<String, Object> read) {
    return new ValueType(word, allowed, read, Object::toString, true);
  }

  /** Whether values of a class are settings by themselves, and not groups of them. */
  static boolean isKnown(Class<?> type) {
    return type.isEnum() || TYPES.containsKey(type);
  }

  /**
   * How values of a class are written.
   *
   * @throws IllegalArgumentException if nobody has said so yet
   */
  static ValueType of(Class<?> type) {
    if (type.isEnum()) {
      return ofWords(List.of(type.getEnumConstants()));
    }
    ValueType known = TYPES.get(type);
    if (known == null) {
      throw new IllegalArgumentException("ValueType does not say how a " + type + " is written");
    }
    return known;
  }

  private static ValueType ofWords(List<?> constants) {
    List<String> words = constants.stream().map(ValueType::wordOf).toList();
    String last = words.getLast();
    String allowed = String.join(", ", words.subList(0, words.size() - 1)) + " or " + last;
    return new ValueType(
        allowed,
        allowed,
        text -> constants.get(words.indexOf(text.toLowerCase(Locale.ROOT))),
        ValueType::wordOf,
        true);
  }

  private static String wordOf(Object constant) {
    return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Double readNumber(String text) {
    double number = Double.parseDouble(text);
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException(text);
    }
    return number;
  }

  private static Boolean readBoolean(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on" -> true;
      case "false", "no", "off" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static URI readUri(String text) {
    URI uri = URI.create(text);
    boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
    if (!web || uri.getHost() == null || uri.getUserInfo() != null) {
      throw new IllegalArgumentException(text);
    }
    return uri;
  }

  private static InetAddress readAddress(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  /** With a unit: a number alone is read as minutes by one and as milliseconds by another. */
  private static Duration readDuration(String text) {
    requireUnit(text);
    return DurationStyle.SIMPLE.parse(text);
  }

  private static DataSize readSize(String text) {
    requireUnit(text);
    return DataSize.parse(text.toUpperCase(Locale.ROOT));
  }

  private static void requireUnit(String text) {
    if (Character.isDigit(text.charAt(text.length() - 1))) {
      throw new IllegalArgumentException(text);
    }
  }

  private static String writeDuration(Duration value) {
    if (value.toMillisPart() != 0) {
      return value.toMillis() + "ms";
    }
    long seconds = value.toSeconds();
    if (seconds % 86_400 == 0 && seconds > 0) {
      return seconds / 86_400 + "d";
    }
    if (seconds % 3_600 == 0 && seconds > 0) {
      return seconds / 3_600 + "h";
    }
    return seconds % 60 == 0 && seconds > 0 ? seconds / 60 + "m" : seconds + "s";
  }

  private static String writeSize(DataSize value) {
    return Arrays.stream(DataUnit.values())
        .map(unit -> Map.entry(unit, DataSize.of(1, unit).toBytes()))
        .filter(unit -> value.toBytes() > 0 && value.toBytes() % unit.getValue() == 0)
        .reduce((smaller, larger) -> larger)
        .map(unit -> value.toBytes() / unit.getValue() + suffix(unit.getKey()))
        .orElse(value.toBytes() + "B");
  }

  private static String suffix(DataUnit unit) {
    return switch (unit) {
      case BYTES -> "B";
      case KILOBYTES -> "KB";
      case MEGABYTES -> "MB";
      case GIGABYTES -> "GB";
      case TERABYTES -> "TB";
    };
  }
}
