package dev.ringwatch.app.paging;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What a request for a list asks for: every parameter is known, said once and not empty. Each list
 * takes {@code limit} and {@code cursor}.
 */
public final class Parameters {

  /** How many there are on a page that nobody asked to be larger or smaller. */
  public static final int DEFAULT_LIMIT = 50;

  /** The most that a page takes. */
  public static final int MAX_LIMIT = 500;

  private static final double HIGHEST_SCORE = 100;
  private static final String LIMIT = "limit";
  private static final String CURSOR = "cursor";

  private final Map<String, String> values;

  private Parameters(Map<String, String> values) {
    this.values = values;
  }

  /**
   * The parameters of a request.
   *
   * @param names which there are besides limit and cursor
   * @throws UnusableRequestException if one is not known, said twice or empty
   */
  public static Parameters of(HttpServletRequest request, List<String> names) {
    List<String> known = Stream.concat(names.stream(), Stream.of(LIMIT, CURSOR)).toList();
    Map<String, String> values = new LinkedHashMap<>();
    for (Map.Entry<String, String[]> parameter : request.getParameterMap().entrySet()) {
      values.put(parameter.getKey(), only(parameter.getKey(), parameter.getValue(), known));
    }
    return new Parameters(values);
  }

  private static String only(String name, String[] said, List<String> known) {
    if (!known.contains(name)) {
      throw new UnusableRequestException(
          "there is no parameter \"" + name + "\"; there are " + inWords(known));
    }
    if (said.length != 1) {
      throw new UnusableRequestException(name + " is said more than once");
    }
    if (said[0].isEmpty()) {
      throw new UnusableRequestException(name + " is empty; leave it out");
    }
    return said[0];
  }

  private static String inWords(List<String> names) {
    List<String> words = new ArrayList<>(names);
    String last = words.removeLast();
    return String.join(", ", words) + " and " + last;
  }

  /** What was said for a name. */
  public Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /**
   * What was said for a name without which there is nothing to answer.
   *
   * @param missing what is said where it is missing
   */
  public String needed(String name, String missing) {
    return text(name).orElseThrow(() -> new UnusableRequestException(missing));
  }

  /** The score, from 0 to 100, that was said for a name. */
  public OptionalDouble score(String name) {
    String said = values.get(name);
    if (said == null) {
      return OptionalDouble.empty();
    }
    try {
      double score = Double.parseDouble(said);
      if (score >= 0 && score <= HIGHEST_SCORE) {
        return OptionalDouble.of(score);
      }
    } catch (NumberFormatException e) {
      // It is refused as any other that is none.
    }
    throw new UnusableRequestException(name + " is a number from 0 to 100, not " + said);
  }

  /** How many the page may hold. */
  public int limit() {
    String said = values.getOrDefault(LIMIT, Integer.toString(DEFAULT_LIMIT));
    if (!said.matches("[0-9]{1,9}")
        || Integer.parseInt(said) < 1
        || Integer.parseInt(said) > MAX_LIMIT) {
      throw new UnusableRequestException("limit is 1 to " + MAX_LIMIT + ", not " + said);
    }
    return Integer.parseInt(said);
  }

  /** Where the page before ended. */
  public Optional<String> cursor() {
    return text(CURSOR);
  }

  /** What was said besides limit and cursor, by name. */
  public Map<String, String> asked() {
    Map<String, String> asked = new LinkedHashMap<>(values);
    asked.keySet().removeAll(List.of(LIMIT, CURSOR));
    return asked;
  }
}
