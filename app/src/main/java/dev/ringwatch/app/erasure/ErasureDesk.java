package dev.ringwatch.app.erasure;

import dev.ringwatch.app.archive.Archive;
import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.event.HashKey;
import dev.ringwatch.postgres.ListedWhat;
import dev.ringwatch.postgres.erasure.AccountRows;
import dev.ringwatch.postgres.erasure.Erasure;
import dev.ringwatch.postgres.erasure.Erasures;
import dev.ringwatch.postgres.results.ResultsWriter;
import java.io.IOException;
import java.io.Writer;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the command line, the HTTP interface and the pages do with all that is kept about an
 * account: have it erased, or read it out. Everything is recorded. Safe for threads.
 */
public final class ErasureDesk {

  /** By when an erasure is done: the server says that it is late after that. */
  public static final Duration DEADLINE = Duration.ofHours(24);

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final DataSource database;
  private final Erasures list;
  private final AccountRows rows;
  private final Optional<Archive> archive;
  private final Audit audit;
  private final HashKey hashKey;
  private final InstantSource clock;

  /**
   * A desk for a database.
   *
   * @param kept the database and what belongs to it
   * @param clock says when somebody wants something
   */
  public ErasureDesk(Kept kept, Audit audit, InstantSource clock) {
    this.database = kept.database;
    this.list = new Erasures(kept.database);
    this.rows = new AccountRows(kept.database);
    this.archive = kept.archive;
    this.hashKey = kept.hashKey;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Where accounts are kept.
   *
   * @param database that has the schema
   * @param archive of days; empty if there is none
   * @param hashKey under which names are hashed that stay as a mark
   */
  public record Kept(DataSource database, Optional<Archive> archive, HashKey hashKey) {}

  /**
   * The account of a typed id.
   *
   * @throws IllegalArgumentException if no event can have it
   */
  public static String account(String typed) {
    return ListedWhat.ACCOUNT
        .value(typed)
        .orElseThrow(() ->
            new IllegalArgumentException(
                typed.isBlank()
                    ? "which account is not said"
                    : "no event can be of an account that is called so"));
  }

  /**
   * Wants an account erased. The work is the server's, {@link #DEADLINE} at most from now.
   *
   * @param account as {@link #account} gives it; nobody need have heard of it
   * @return how it stands, also where somebody wanted it before
   * @throws IllegalArgumentException if nobody can be erased here
   */
  public Erasure erase(Who who, String account) throws SQLException {
    if (ResultsWriter.of(database).filter(ResultsWriter.FLINK::equals).isPresent()) {
      throw new IllegalArgumentException(
          "a Flink job has detection on this database, and its state cannot forget an account yet:"
              + " see flink/README.md");
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return audit.change((connection, record) -> {
      Erasure asked =
          list.ask(
              connection,
              new Erasures.Wanted(
                  account, mark(account), who.actor().toString(), now, now.plus(DEADLINE)));
      record.accept(
          Audit.done(
              who,
              AuditAction.ACCOUNT_ERASE,
              account,
              Map.of("erasure", Long.toString(asked.id()))));
      return asked;
    });
  }

  /** What stays of an account's name. */
  public String mark(String account) {
    return HexFormat.of().toHexDigits(hashKey.of(account));
  }

  /**
   * A page of erasures, the newest first; that somebody looked is recorded.
   *
   * @param before only those with a smaller number
   */
  public List<Erasure> look(Who who, long before, int limit) throws SQLException {
    audit.record(who, AuditAction.ERASURE_LIST, "", Audit.DONE, Map.of());
    return list.page(before, limit);
  }

  /**
   * Writes all that is kept about an account: a JSON object a line, {@code {"table": ..., "row":
   * ...}}, of archived events {@code {"file": ..., "row": ...}}, and in the end how many there
   * were. That somebody wants it is recorded first. Constant memory.
   *
   * @return how many rows there were
   */
  public long export(Who who, String account, Writer out) throws SQLException, IOException {
    audit.record(who, AuditAction.ACCOUNT_EXPORT, account, Audit.DONE, Map.of());
    long[] count = {0};
    rows.export(account, (table, row) -> line(out, "table", table, row, count));
    if (archive.isPresent()) {
      archive.get().export(account, (file, row) -> line(out, "file", file, row, count));
    }
    out.write("{\"rows\":" + count[0] + "}\n");
    out.flush();
    return count[0];
  }

  private static void line(Writer out, String kind, String place, String row, long[] count)
      throws IOException {
    out.write("{\"" + kind + "\":" + JSON.writeValueAsString(place) + ",\"row\":" + row + "}\n");
    count[0]++;
  }
}
