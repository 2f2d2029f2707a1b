package dev.ringwatch.app.queue;

import dev.ringwatch.app.paging.Cursor;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.app.paging.UnusableRequestException;
import dev.ringwatch.postgres.queue.QueueFilter;
import dev.ringwatch.postgres.queue.QueueFilter.Claimed;
import dev.ringwatch.postgres.queue.QueueItem;
import dev.ringwatch.postgres.queue.WorkQueue.Place;
import dev.ringwatch.risk.Band;
import dev.ringwatch.risk.RiskConfig;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which items of the queue a request asks for, as its address says. */
public final class QueueQuery {

  /** The names of filters in addresses, in the order in which they are written there. */
  public static final List<String> NAMES =
      List.of("kind", "band", "claimed", "min_score", "older_hours");

  private static final String LIST = "queue";
  private static final RiskConfig BANDS = RiskConfig.ofDefaults();
  private static final double NO_SCORE = QueueFilter.ALL.belowScore();
  private static final double HIGHEST_SCORE = 100;

  private final Map<String, String> asked;
  private final QueueFilter filter;

  private QueueQuery(Map<String, String> asked) {
    this.asked = asked;
    this.filter = filter(asked);
  }

  /**
   * A page of a list.
   *
   * @param after where the page before ended
   * @param limit the most on it
   */
  public record Part(Place after, int limit) {}

  /**
   * What the address of a page or a form says; what else is there belongs to others.
   *
   * @throws UnusableRequestException if it asks for what cannot be
   */
  public static QueueQuery of(HttpServletRequest request) {
    Map<String, String> asked = new LinkedHashMap<>();
    for (String name : NAMES) {
      String said = request.getParameter(name);
      if (said != null && !said.isBlank()) {
        asked.put(name, said.strip());
      }
    }
    return new QueueQuery(asked);
  }

  /**
   * The parameters of a list.
   *
   * @param more which there are besides those of every list and the filters
   */
  static Parameters parameters(HttpServletRequest request, String... more) {
    return Parameters.of(request, Stream.concat(NAMES.stream(), Arrays.stream(more)).toList());
  }

  /** Which page of the list the address of the queue names. */
  public static Part part(HttpServletRequest request) {
    return part(parameters(request, "said"));
  }

  static Part part(Parameters parameters) {
    return new Part(
        parameters.cursor().map(QueueQuery::place).orElse(Place.START), parameters.limit());
  }

  private static Place place(String cursor) {
    Cursor.Reader reader = Cursor.from(LIST, cursor);
    Place place = new Place(reader.score(), reader.text(), reader.text());
    reader.end();
    return place;
  }

  /** The cursor of the page after one; null if that was the last. */
  static @Nullable String next(List<QueueItem> page, int limit) {
    if (page.size() < limit) {
      return null;
    }
    Place last = Place.of(page.getLast());
    return Cursor.to(LIST).score(last.place()).text(last.kind()).text(last.id()).done();
  }

  /** What was said, by the names of {@link #NAMES}. */
  public Map<String, String> asked() {
    return new LinkedHashMap<>(asked);
  }

  /** Which items. */
  public QueueFilter filter() {
    return filter;
  }

  private static QueueFilter filter(Map<String, String> asked) {
    Optional<String> band = Optional.ofNullable(asked.get("band"));
    double least = Optional.ofNullable(asked.get("min_score")).map(QueueQuery::score).orElse(0.0);
    return new QueueFilter(
        Optional.ofNullable(asked.get("kind")).map(QueueQuery::isRing).orElse(null),
        Math.max(least, band.map(word -> least(band(word))).orElse(0.0)),
        band.map(word -> below(band(word))).orElse(NO_SCORE),
        Optional.ofNullable(asked.get("older_hours")).map(QueueQuery::hours).orElse(Duration.ZERO),
        Optional.ofNullable(asked.get("claimed")).map(QueueQuery::claimed).orElse(Claimed.ANYONE));
  }

  private static Boolean isRing(String said) {
    return switch (said) {
      case "ring" -> true;
      case "account" -> false;
      default -> throw new UnusableRequestException("kind is account or ring, not " + said);
    };
  }

  private static Band band(String said) {
    return Arrays.stream(Band.values())
        .filter(band -> band.label().equals(said))
        .findFirst()
        .orElseThrow(
            () -> new UnusableRequestException("band is low, medium or high, not " + said));
  }

  private static double least(Band band) {
    return switch (band) {
      case LOW -> 0;
      case MEDIUM -> BANDS.mediumFrom();
      case HIGH -> BANDS.highFrom();
    };
  }

  private static double below(Band band) {
    return switch (band) {
      case LOW -> BANDS.mediumFrom();
      case MEDIUM -> BANDS.highFrom();
      // With the highest score, and without what has none.
      case HIGH -> Math.nextUp(HIGHEST_SCORE);
    };
  }

  private static Double score(String said) {
    try {
      double score = Double.parseDouble(said);
      if (score >= 0 && score <= HIGHEST_SCORE) {
        return score;
      }
    } catch (NumberFormatException e) {
      // It is refused as any other that is none.
    }
    throw new UnusableRequestException("min_score is a number from 0 to 100, not " + said);
  }

  private static Duration hours(String said) {
    if (!said.matches("[0-9]{1,5}")) {
      throw new UnusableRequestException(
          "older_hours is a whole number of hours up to 99999, not " + said);
    }
    return Duration.ofHours(Long.parseLong(said));
  }

  private static Claimed claimed(String said) {
    return Arrays.stream(Claimed.values())
        .filter(one -> one.word().equals(said))
        .findFirst()
        .orElseThrow(
            () -> new UnusableRequestException("claimed is anyone, me or nobody, not " + said));
  }
}
