package dev.ringwatch.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Settings by name, as a file says them, and before it the environment, where {@code
 * ringwatch.kafka.servers} is {@code RINGWATCH_KAFKA_SERVERS}.
 *
 * @param file what the file says
 * @param environment the variables of the environment
 */
record GivenSettings(Map<String, String> file, Map<String, String> environment) {

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
  private static final String IN_A_FILE = "-file";

  /** Copies the settings. */
  GivenSettings {
    file = Map.copyOf(file);
    environment = Map.copyOf(environment);
  }

  /** What is said; empty if nothing is. */
  Optional<String> text(String name) {
    String variable = environment.get(variable(name));
    return Optional.ofNullable(variable == null ? file.get(name) : variable);
  }

  private static String variable(String name) {
    return name.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
  }

  /**
   * What must be said.
   *
   * @param what it is, in words
   */
  String required(String name, String what) {
    return text(name)
        .orElseThrow(() -> new UnusableSettingsException(name + " is missing: name " + what));
  }

  Optional<Path> path(String name) {
    return text(name).map(Path::of);
  }

  /** A number and its unit, such as {@code 20s}. */
  Duration duration(String name, Duration otherwise) {
    return text(name).map(text -> duration(name, text)).orElse(otherwise);
  }

  private static Duration duration(String name, String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw new UnusableSettingsException(
          name + " must be a number and its unit (ms, s, m, h or d), such as 20s, not " + text);
    }
    long count = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  /** One of some words, as {@code sasl-ssl} is of {@code SASL_SSL}. */
  <E extends Enum<E>> E word(String name, E otherwise) {
    return text(name).map(text -> word(name, text, otherwise)).orElse(otherwise);
  }

  private static <E extends Enum<E>> E word(String name, String text, E one) {
    E[] all = one.getDeclaringClass().getEnumConstants();
    return Arrays.stream(all)
        .filter(each -> said(each).equals(text.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() ->
            new UnusableSettingsException(
                name
                    + " must be one of "
                    + String.join(", ", Arrays.stream(all).map(GivenSettings::said).toList())
                    + ", not "
                    + text));
  }

  private static String said(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A secret, of a variable or of a file of its own that holds it in one line. */
  Optional<String> secret(String name) {
    if (file.containsKey(name)) {
      throw new UnusableSettingsException(
          name
              + " must not stand in the file: put it into the variable "
              + variable(name)
              + ", or into a file that "
              + name
              + IN_A_FILE
              + " names");
    }
    Optional<String> variable = text(name);
    return variable.isPresent()
        ? variable
        : path(name + IN_A_FILE).map(secret -> line(name + IN_A_FILE, secret));
  }

  private static String line(String name, Path secret) {
    try {
      return Files.readString(secret).strip();
    } catch (IOException e) {
      throw new UnusableSettingsException(
          name + " must be a file that can be read, and " + secret + " cannot");
    }
  }
}
