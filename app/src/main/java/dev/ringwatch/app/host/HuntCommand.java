package dev.ringwatch.app.host;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.app.hunt.HuntCsv;
import dev.ringwatch.app.hunt.HuntDesk;
import dev.ringwatch.app.hunt.HuntJson;
import dev.ringwatch.app.hunt.HuntQuestion;
import dev.ringwatch.app.hunt.HuntTable;
import dev.ringwatch.app.paging.UnusableRequestException;
import dev.ringwatch.app.serve.SettingsFile;
import dev.ringwatch.app.serve.StoredHunts;
import dev.ringwatch.postgres.hunt.Hunt;
import dev.ringwatch.postgres.hunt.HuntAnswer;
import dev.ringwatch.postgres.hunt.HuntAsk;
import dev.ringwatch.postgres.hunt.HuntBusyException;
import dev.ringwatch.postgres.hunt.HuntCatalogue;
import dev.ringwatch.postgres.hunt.HuntFailedException;
import dev.ringwatch.postgres.hunt.HuntTooLongException;
import dev.ringwatch.postgres.hunt.HuntsUnavailableException;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists hunts, describes one, and runs it; beside a running server or without one. */
@Command(
    name = "hunt",
    description = {
      "Asks a question about stored events: lists the hunts, describes one, or runs it.",
      "What a hunt finds is a reason to look, not a verdict."
    },
    mixinStandardHelpOptions = true)
public final class HuntCommand extends StoreCommand {

  /** How an answer is written. */
  enum Format {
    TABLE,
    CSV,
    JSON
  }

  @Parameters(paramLabel = "NAME", arity = "0..1", description = "the hunt; none lists them")
  private @Nullable String name;

  @Option(names = "--describe", description = "says what it asks, and what can be set")
  private boolean describe;

  @Option(
      names = "--backtest",
      description = {
        "says what people decided about the accounts that it finds, and whether the score",
        "says the same, in the place of the rows"
      })
  private boolean backtest;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "from when, or how long before the end: 24h, 7d, 2026-03-04T12:00Z")
  private @Nullable String since;

  @Option(names = "--until", paramLabel = "TIME", description = "until when; default now")
  private @Nullable String until;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "a parameter of the hunt; several may be given")
  private Map<String, String> values = new LinkedHashMap<>();

  @Option(names = "--limit", paramLabel = "N", description = "the most rows")
  private @Nullable String limit;

  @Option(
      names = "--format",
      defaultValue = "TABLE",
      description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Format format;

  /** Which hunts there are, and what they ask, takes no database. */
  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec().commandLine().getOut();
    if (name != null && !describe) {
      return super.call();
    }
    HuntCatalogue catalogue = settings().settings().huntSettings().catalogue();
    if (name == null) {
      list(catalogue.list(), out, spec().commandLine().getErr());
    } else {
      HuntTable.describe(found(catalogue.find(name))).forEach(out::println);
    }
    return 0;
  }

  @Override
  int use(SettingsFile.Opened place, PrintWriter out, PrintWriter err) throws SQLException {
    HuntDesk desk =
        StoredHunts.desk(place.store(), place.settings(), new Audit(place.store().auditLog()));
    run(place, desk, found(desk.find(String.valueOf(name))), out, err);
    return 0;
  }

  private Hunt found(Optional<Hunt> hunt) {
    return hunt.orElseThrow(
        () -> new CommandFailure("there is no hunt " + name + "; ringwatch hunt lists them"));
  }

  private static void list(HuntCatalogue.Listed listed, PrintWriter out, PrintWriter err) {
    HuntTable.list(listed.hunts()).forEach(out::println);
    listed.unusable().forEach(one -> err.println("ringwatch: " + HuntTable.fault(one)));
  }

  private void run(
      SettingsFile.Opened place, HuntDesk desk, Hunt hunt, PrintWriter out, PrintWriter err)
      throws SQLException {
    try {
      HuntAsk ask = HuntQuestion.ask(hunt, said(), Instant.now());
      if (backtest) {
        double threshold = StoredHunts.accountFrom(place.store(), place.settings());
        desk.backtest(Who.console(), hunt, ask, threshold).lines().forEach(out::println);
      } else {
        HuntAnswer answer = desk.run(Who.console(), hunt, ask);
        print(hunt, ask, answer, out);
        err.println(HuntTable.end(answer));
      }
    } catch (UnusableRequestException
        | HuntBusyException
        | HuntTooLongException
        | HuntFailedException
        | HuntsUnavailableException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("the hunt was interrupted");
    }
  }

  private Map<String, String> said() {
    Map<String, String> said = new LinkedHashMap<>(values);
    put(said, Hunt.SINCE, since);
    put(said, Hunt.UNTIL, until);
    put(said, Hunt.LIMIT, backtest && limit == null ? Integer.toString(HuntAsk.MOST_ROWS) : limit);
    return said;
  }

  private static void put(Map<String, String> said, String key, @Nullable String value) {
    if (value != null) {
      said.put(key, value);
    }
  }

  private void print(Hunt hunt, HuntAsk ask, HuntAnswer answer, PrintWriter out) {
    switch (format) {
      case TABLE -> HuntTable.of(answer).forEach(out::println);
      case CSV -> out.print(HuntCsv.of(answer));
      case JSON -> out.println(HuntJson.text(HuntJson.answer(hunt, ask, answer)));
    }
    out.flush();
  }
}
