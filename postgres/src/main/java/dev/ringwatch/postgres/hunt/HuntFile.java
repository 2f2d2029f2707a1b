package dev.ringwatch.postgres.hunt;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reads a hunt's file: a header of comments, then one statement. */
final class HuntFile {

  /** The most rows that a hunt may answer. */
  static final int MOST_ROWS = 10_000;

  /** The longest that a hunt may ask to run. */
  static final Duration LONGEST = Duration.ofMinutes(10);

  private static final Duration USUAL_SINCE = Duration.ofHours(24);
  private static final Duration FARTHEST = Duration.ofDays(36_500);
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(20);
  private static final int USUAL_ROWS = 500;

  private HuntFile() {}

  /**
   * Reads one.
   *
   * @param name the file's, without {@code .sql}
   * @param isOwn whether it comes from the team's directory
   * @param content what it holds
   * @throws HuntFileException if it is not as it must be
   */
  static Hunt read(String name, boolean isOwn, String content) throws HuntFileException {
    List<String> lines = content.lines().toList();
    HuntHeader header = HuntHeader.read(lines);
    HuntWords words = header.words();
    List<HuntParameter> parameters = header.parameters();
    Duration since = header.duration("since", USUAL_SINCE, FARTHEST);
    int limit = header.number("limit", USUAL_ROWS, MOST_ROWS);
    Duration timeout = header.duration("timeout", USUAL_TIMEOUT, LONGEST);
    String sql = String.join("\n", lines.subList(header.lines(), lines.size()));
    HuntText text = HuntText.of(sql, header.lines() + 1);
    check(header, parameters, text);
    return new Hunt(name, isOwn, words, parameters, since, limit, timeout, text);
  }

  private static void check(HuntHeader header, List<HuntParameter> parameters, HuntText text)
      throws HuntFileException {
    Set<String> known = new HashSet<>(Set.of(Hunt.SINCE, Hunt.UNTIL));
    parameters.forEach(parameter -> known.add(parameter.name()));
    Set<String> used = new HashSet<>();
    for (HuntText.Named named : text.parameters()) {
      used.add(named.name());
      if (!known.contains(named.name())) {
        throw new HuntFileException(
            named.line(), ":" + named.name() + " is no parameter that the header names");
      }
    }
    for (HuntParameter parameter : parameters) {
      if (!used.contains(parameter.name())) {
        throw new HuntFileException(
            header.line(parameter), "the SQL does not use :" + parameter.name());
      }
    }
    boolean readsEvents = text.words().contains("raw_events");
    if (readsEvents && !Stream.of(Hunt.SINCE, Hunt.UNTIL).allMatch(used::contains)) {
      throw new HuntFileException(
          header.lines() + 1,
          "a hunt that reads raw_events keeps to e.ts >= :since AND e.ts < :until, or it would read"
              + " all days");
    }
  }
}
