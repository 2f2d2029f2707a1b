package dev.ringwatch.app.ring;

import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.paging.Cursor;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.app.paging.UnusableRequestException;
import dev.ringwatch.postgres.ring.KeptRing;
import dev.ringwatch.postgres.ring.KeptRings.EndedPlace;
import dev.ringwatch.postgres.ring.KeptRings.LivingPlace;
import dev.ringwatch.postgres.ring.RingFilter;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which rings a request asks for: living ones by score, or those that ended by when they did. */
public final class RingQuery {

  private static final String LEAST_SCORE = "min_score";
  private static final String LEAST_MEMBERS = "min_members";
  private static final String ENDED = "ended";
  private static final String LIVING_LIST = "rings";
  private static final String ENDED_LIST = "ended-rings";

  private final Parameters parameters;
  private final RingFilter filter;
  private final boolean ended;

  private RingQuery(Parameters parameters) {
    this.parameters = parameters;
    this.ended = parameters.text(ENDED).map(RingQuery::flag).orElse(false);
    this.filter =
        new RingFilter(
            parameters.score(LEAST_SCORE).orElse(0),
            parameters.text(LEAST_MEMBERS).map(RingQuery::count).orElse(0));
  }

  /**
   * A page of rings.
   *
   * @param rings the worst first, or of those that ended the last
   * @param next the cursor of the next page; null if there is none
   */
  public record Page(List<KeptRing> rings, @Nullable String next) {}

  /**
   * What a request asks for.
   *
   * @throws UnusableRequestException if it asks for what cannot be
   */
  public static RingQuery of(HttpServletRequest request) {
    return new RingQuery(Parameters.of(request, List.of(LEAST_SCORE, LEAST_MEMBERS, ENDED)));
  }

  /** Whether it asks for those that have ended. */
  public boolean isOfEnded() {
    return ended;
  }

  RingFilter filter() {
    return filter;
  }

  /** What was said, for who records it. */
  Map<String, String> asked() {
    return parameters.asked();
  }

  /** Reads the page, and records that it is about to be shown. */
  public Page look(Looks looks, Who who) {
    int limit = parameters.limit();
    List<KeptRing> rings = ended ? ended(looks, limit) : living(looks, limit);
    Map<String, String> details = new TreeMap<>(parameters.asked());
    parameters.cursor().ifPresent(_ -> details.put("page", "later"));
    details.put("rings", Integer.toString(rings.size()));
    looks.recordList(who, details);
    return new Page(rings, rings.size() < limit ? null : cursor(rings.getLast()));
  }

  private List<KeptRing> living(Looks looks, int limit) {
    LivingPlace after = parameters.cursor().map(RingQuery::livingPlace).orElse(LivingPlace.START);
    return looks.ask(rings -> rings.living(filter, after, limit));
  }

  private List<KeptRing> ended(Looks looks, int limit) {
    EndedPlace after = parameters.cursor().map(RingQuery::endedPlace).orElse(EndedPlace.START);
    return looks.ask(rings -> rings.ended(filter, after, limit));
  }

  private static boolean flag(String said) {
    return switch (said) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new UnusableRequestException("ended is true or false, not " + said);
    };
  }

  private static int count(String said) {
    if (!said.matches("[0-9]{1,9}")) {
      throw new UnusableRequestException("min_members is a whole number, not " + said);
    }
    return Integer.parseInt(said);
  }

  private static LivingPlace livingPlace(String cursor) {
    Cursor.Reader reader = Cursor.from(LIVING_LIST, cursor);
    LivingPlace place = new LivingPlace(reader.score(), reader.text());
    reader.end();
    return place;
  }

  private static EndedPlace endedPlace(String cursor) {
    Cursor.Reader reader = Cursor.from(ENDED_LIST, cursor);
    EndedPlace place = new EndedPlace(reader.time(), reader.text());
    reader.end();
    return place;
  }

  /** Of the list that the last ring of a page is on. */
  private static String cursor(KeptRing last) {
    Instant ended = last.ended();
    return ended == null
        ? Cursor.to(LIVING_LIST).score(last.score()).text(last.id()).done()
        : Cursor.to(ENDED_LIST).time(ended).text(last.id()).done();
  }
}
