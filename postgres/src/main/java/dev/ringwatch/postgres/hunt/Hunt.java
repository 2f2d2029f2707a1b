package dev.ringwatch.postgres.hunt;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A named question in SQL.
 *
 * @param name as it is asked for: small letters, digits and -
 * @param isOwn whether it comes from the team's directory; false for one that Ringwatch brings
 * @param words what it says about itself
 * @param parameters what can be said to it besides a time and a limit
 * @param since how far it looks back unless somebody says otherwise
 * @param limit the most rows of an answer, unless somebody asks for fewer
 * @param timeout how long it may take
 * @param text the SQL
 */
public record Hunt(
    String name,
    boolean isOwn,
    HuntWords words,
    List<HuntParameter> parameters,
    Duration since,
    int limit,
    Duration timeout,
    HuntText text) {

  /** The parameter that every hunt has: the first moment that counts. */
  public static final String SINCE = "since";

  /** The parameter that every hunt has: the first moment that counts no more. */
  public static final String UNTIL = "until";

  /** The most rows of an answer: what every hunt can be asked for and none names in its SQL. */
  public static final String LIMIT = "limit";

  private static final Set<String> SCORES =
      Set.of("risk_score", "risk_scores", "kept_score", "band", "alert_incidents");

  /** Copies the parameters. */
  public Hunt {
    parameters = List.copyOf(parameters);
  }

  /** The parameter of a name; empty if there is none. */
  public Optional<HuntParameter> parameter(String parameter) {
    return parameters.stream().filter(one -> one.name().equals(parameter)).findFirst();
  }

  /**
   * Whether it names a column or a table that holds risk scores, or what was opened because of
   * them: what it finds would be found again because it was found, if that moved scores.
   */
  public boolean readsScores() {
    return text.words().stream().anyMatch(SCORES::contains);
  }

  /**
   * The statement, at most so many rows of it; a {@code ?} for each of {@link HuntText#parameters}.
   * In parentheses: what changes anything is no SELECT there.
   */
  String statement(int rows) {
    StringBuilder sql = new StringBuilder("SELECT * FROM (\n");
    for (int i = 0; i < text.parameters().size(); i++) {
      sql.append(text.pieces().get(i));
      sql.append("CAST(? AS ").append(sqlType(text.parameters().get(i).name())).append(')');
    }
    sql.append(text.pieces().getLast());
    return sql.append("\n) AS hunt LIMIT ").append(rows).toString();
  }

  private String sqlType(String named) {
    return parameter(named).map(one -> one.type().sqlType()).orElse("timestamptz");
  }
}
