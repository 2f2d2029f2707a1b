package dev.ringwatch.app.hunt;

import dev.ringwatch.postgres.hunt.HuntDurations;
import dev.ringwatch.postgres.hunt.HuntParameter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A value of a hunt's answer, or of its parameters, as text. */
public final class HuntCell {

  private HuntCell() {}

  /** The value of a parameter. */
  public static String text(@Nullable Object value) {
    return switch (value) {
      case null -> HuntParameter.ANY;
      case Duration span -> HuntDurations.write(span);
      default -> value.toString();
    };
  }

  /** A value of an answer as it is shown to people; empty for null. */
  public static String shown(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case Double number -> shortened(number);
      case BigDecimal number -> shortened(number.doubleValue());
      case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.joining(", "));
      default -> value.toString();
    };
  }

  /** To four digits behind the point, which is more than an eye compares. */
  private static String shortened(double number) {
    if (number == Math.rint(number) && Math.abs(number) < 1e15) {
      return Long.toString((long) number);
    }
    String text = String.format(Locale.ROOT, "%.4f", number);
    String plain = text.replaceAll("0+$", "").replaceAll("\\.$", "");
    return plain.equals("0") || plain.equals("-0") ? Double.toString(number) : plain;
  }
}
