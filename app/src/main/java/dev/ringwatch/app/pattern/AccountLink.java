package dev.ringwatch.app.pattern;

import dev.ringwatch.app.account.AccountQuery;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.postgres.results.AgeCohort;
import dev.ringwatch.postgres.results.Enforcement;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The addresses of lists of accounts that have what a figure counts. */
final class AccountLink {

  private static final String PATH = "/accounts";

  private final Map<String, String> said = new LinkedHashMap<>();

  private AccountLink() {}

  /** All accounts that have a score. */
  static AccountLink all() {
    return new AccountLink();
  }

  /** The page of one account. */
  static String one(String account) {
    return PATH + "?id=" + URLEncoder.encode(account, StandardCharsets.UTF_8);
  }

  private AccountLink and(String name, String value) {
    said.put(name, value);
    return this;
  }

  /** Those with this score at least. */
  AccountLink from(double score) {
    return score > 0 ? and(AccountQuery.LEAST, Numbers.plain(score)) : this;
  }

  /** Those with a lower score. */
  AccountLink below(double score) {
    return score > 100 ? this : and(AccountQuery.BELOW, Numbers.plain(score));
  }

  /** Those of an age. */
  AccountLink aged(AgeCohort age, Instant now) {
    if (age == AgeCohort.UNKNOWN) {
      return and(AccountQuery.OPENED, AccountQuery.UNKNOWN);
    }
    Instant after = age.openedAfter(now);
    Instant until = age.openedUntil(now);
    if (after != null) {
      and(AccountQuery.OPENED_AFTER, after.toString());
    }
    return until == null ? this : and(AccountQuery.OPENED_UNTIL, until.toString());
  }

  /** Those that the platform acted against. */
  AccountLink enforced(Enforcement enforced) {
    return and(AccountQuery.ENFORCED, enforced.label());
  }

  /** The address. */
  String href() {
    return said.isEmpty()
        ? PATH
        : said.entrySet().stream()
            .map(one ->
                one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&", PATH + "?", ""));
  }
}
