package dev.ringwatch.app.account;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.paging.Cursor;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.app.paging.UnusableRequestException;
import dev.ringwatch.app.verdict.Blindness;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.results.AccountFilter;
import dev.ringwatch.postgres.results.AccountLists;
import dev.ringwatch.postgres.results.AccountPosition;
import dev.ringwatch.postgres.results.Enforcement;
import dev.ringwatch.postgres.results.ListedAccount;
import dev.ringwatch.risk.Band;
import dev.ringwatch.risk.RiskConfig;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which accounts a request asks for: by risk, of a band, between two scores, of an age, and those
 * that the platform acted against.
 */
public final class AccountQuery {

  /** The name of the parameter that takes a band. */
  public static final String BAND = "band";

  /** The name of the parameter that takes the least score. */
  public static final String LEAST = "min_score";

  /** The name of the parameter that takes the score that all are below. */
  public static final String BELOW = "below_score";

  /** The name of the parameter that takes the moment after which they were opened. */
  public static final String OPENED_AFTER = "opened_after";

  /** The name of the parameter that takes the moment until which they were opened. */
  public static final String OPENED_UNTIL = "opened_until";

  /** The name of the parameter that asks for those of which nobody knows when they were opened. */
  public static final String OPENED = "opened";

  /** What stands for that. */
  public static final String UNKNOWN = "unknown";

  /** The name of the parameter that takes what people decided about what the platform did. */
  public static final String ENFORCED = "enforced";

  private static final String LIST = "accounts";
  private static final List<String> NAMES =
      List.of(BAND, LEAST, BELOW, OPENED_AFTER, OPENED_UNTIL, OPENED, ENFORCED);
  private static final List<String> BANDS = Arrays.stream(Band.values()).map(Band::label).toList();
  private static final RiskConfig SCORES = RiskConfig.ofDefaults();

  private final Parameters parameters;
  private final AccountFilter filter;

  private AccountQuery(Parameters parameters) {
    this.parameters = parameters;
    String band = parameters.text(BAND).map(AccountQuery::band).orElse(null);
    // Where the band begins is said too, so that the index is read no further.
    double least = Math.max(parameters.score(LEAST).orElse(0), beginOf(band));
    double below = parameters.score(BELOW).orElse(AccountFilter.NO_BOUND);
    this.filter = new AccountFilter(band, least, below, AccountTraitsSaid.of(parameters));
  }

  /**
   * A page of accounts.
   *
   * @param accounts the riskiest first
   * @param next the cursor of the next page; null if there is none
   */
  public record Page(List<ListedAccount> accounts, @Nullable String next) {

    /** Copies the list. */
    public Page {
      accounts = List.copyOf(accounts);
    }
  }

  /**
   * What a request asks for.
   *
   * @throws UnusableRequestException if it asks for what cannot be
   */
  public static AccountQuery of(HttpServletRequest request) {
    return new AccountQuery(Parameters.of(request, NAMES));
  }

  private static String band(String said) {
    if (!BANDS.contains(said)) {
      throw new UnusableRequestException(
          "band is one of " + String.join(", ", BANDS) + ", not " + said);
    }
    return said;
  }

  private static double beginOf(@Nullable String band) {
    if (Band.HIGH.label().equals(band)) {
      return SCORES.highFrom();
    }
    return Band.MEDIUM.label().equals(band) ? SCORES.mediumFrom() : 0;
  }

  /** The place before all of a band: the first score that is too high for it; null for no bound. */
  private @Nullable AccountPosition start() {
    String band = filter.band();
    if (band == null || band.equals(Band.HIGH.label())) {
      return null;
    }
    boolean isMedium = band.equals(Band.MEDIUM.label());
    return new AccountPosition(isMedium ? SCORES.highFrom() : SCORES.mediumFrom(), "");
  }

  /** What else than a band was said, in words; empty if nothing was. */
  public String words() {
    List<String> words = new ArrayList<>();
    parameters.text(LEAST).ifPresent(score -> words.add("risk score from " + score));
    parameters.text(BELOW).ifPresent(score -> words.add("risk score below " + score));
    parameters.text(OPENED_AFTER).ifPresent(time -> words.add("opened after " + time));
    parameters.text(OPENED_UNTIL).ifPresent(time -> words.add("opened until " + time));
    parameters.text(OPENED).ifPresent(_ -> words.add("nobody said when they were opened"));
    parameters
        .text(ENFORCED)
        .flatMap(Enforcement::of)
        .ifPresent(outcome -> words.add("the platform acted against them" + verdict(outcome)));
    return String.join("; ", words);
  }

  private static String verdict(Enforcement outcome) {
    return switch (outcome) {
      case ANY -> "";
      case OPEN -> ", and nobody has decided";
      case CONFIRMED -> ", and the verdict is abusive";
      case FALSE_POSITIVE -> ", and the verdict is benign";
      case UNSURE -> ", and the verdict is unsure";
    };
  }

  /** What was said, for who records it. */
  public Map<String, String> asked() {
    return parameters.asked();
  }

  /** Those of some accounts that come after one; the first without one. */
  List<ListedAccount> after(AccountLists accounts, @Nullable AccountPosition last, int limit)
      throws SQLException {
    return accounts.byRisk(filter, last == null ? start() : last, limit);
  }

  /**
   * Those of some accounts that somebody may see in the list: where it says what was decided, not
   * those that they decide themselves.
   */
  List<ListedAccount> shown(List<ListedAccount> accounts, Blindness blindness, Who who) {
    boolean tellsDecisions =
        parameters
            .text(ENFORCED)
            .flatMap(Enforcement::of)
            .filter(outcome -> outcome != Enforcement.ANY)
            .isPresent();
    return tellsDecisions ? blindness.shownAccounts(who, accounts) : accounts;
  }

  /** Reads the page, and records that it is about to be shown. */
  public Page look(AccountLists accounts, Blindness blindness, Audit audit, Who who) {
    int limit = parameters.limit();
    AccountPosition place = parameters.cursor().map(AccountQuery::place).orElse(null);
    List<ListedAccount> found;
    try {
      found = after(accounts, place, limit);
    } catch (SQLException e) {
      throw new LogUnavailableException("the database does not answer", e);
    }
    Map<String, String> details = new TreeMap<>(asked());
    parameters.cursor().ifPresent(_ -> details.put("page", "later"));
    details.put(LIST, Integer.toString(found.size()));
    audit.record(who, AuditAction.ACCOUNT_LIST, "", Audit.DONE, details);
    String next = found.size() < limit ? null : cursor(found.getLast().position());
    return new Page(shown(found, blindness, who), next);
  }

  private static AccountPosition place(String cursor) {
    Cursor.Reader reader = Cursor.from(LIST, cursor);
    AccountPosition after = new AccountPosition(reader.score(), reader.text());
    reader.end();
    return after;
  }

  private static String cursor(AccountPosition last) {
    return Cursor.to(LIST).score(last.risk()).text(last.accountId()).done();
  }
}
