package dev.ringwatch.app.load;

import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.app.load.LoadRequest.Target;
import dev.ringwatch.ingest.DecodeOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Loads history from files into a running server. */
@Command(
    name = "load",
    description = {
      "Sends the events of files to a running server, the oldest first.",
      "Run again, after whatever has stopped it, it adds what is not there yet and nothing twice."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:everything is in the server",
      "1:something is not, or the work was not finished",
      "2:the command was asked wrongly"
    },
    mixinStandardHelpOptions = true)
public final class LoadCommand implements Callable<Integer> {

  private static final int SHOWN_REASONS = 5;
  private static final int MOST_CONNECTIONS = 64;

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "CSV or NDJSON, plain or gzip, or Parquet, in any order; - is standard input")
  private List<String> files = List.of();

  @Option(
      names = "--server",
      defaultValue = "http://127.0.0.1:8080",
      paramLabel = "URL",
      description = "default ${DEFAULT-VALUE}")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private URI server;

  @ArgGroup(multiplicity = "1")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Key key;

  /** A key, given or in a file. */
  static final class Key {

    @Option(
        names = "--key",
        paramLabel = "KEY",
        description = "an API key of the scope ingest; others on this machine can see it")
    private @Nullable String given;

    @Option(names = "--key-file", paramLabel = "FILE", description = "a file that holds it")
    private @Nullable Path file;

    String read() throws IOException {
      String text = file == null ? String.valueOf(given) : Files.readString(file);
      if (!text.strip().matches("[!-~]+")) {
        throw new CommandFailure("--key-file must hold one API key and nothing else");
      }
      return text.strip();
    }
  }

  @Option(
      names = "--map",
      split = ",",
      paramLabel = "OURS=THEIRS",
      description = "what your columns are called, such as account_id=uid,timestamp=when")
  private Map<String, String> columns = new LinkedHashMap<>();

  @Option(
      names = "--rejected",
      paramLabel = "FILE",
      description = "where to write what was not taken, and why, as CSV")
  private @Nullable Path rejected;

  @Option(
      names = "--connections",
      defaultValue = "4",
      paramLabel = "N",
      description = "how many requests may be under way; default ${DEFAULT-VALUE}")
  private int connections;

  @Option(
      names = "--patience",
      defaultValue = "300",
      paramLabel = "SECONDS",
      description = "how long to try a request again; default ${DEFAULT-VALUE}")
  private int patienceSeconds;

  @Override
  public Integer call() throws IOException {
    check();
    Target target =
        new Target(server, key.read(), connections, Duration.ofSeconds(patienceSeconds));
    LoadRequest request =
        new LoadRequest(
            files, columns, target, Optional.ofNullable(rejected), Clock.systemUTC().instant());
    PrintWriter err = spec.commandLine().getErr();
    Load.Outcome outcome = new Load(request, System.in, err).run();
    print(outcome, spec.commandLine().getOut());
    return outcome.counts().isAllTaken() ? 0 : 1;
  }

  private void check() {
    try {
      DecodeOptions.ofDefaults(Instant.EPOCH).withColumns(columns);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--map: " + e.getMessage(), e);
    }
    if (connections < 1 || connections > MOST_CONNECTIONS) {
      throw new ParameterException(
          spec.commandLine(),
          "--connections must be 1 to " + MOST_CONNECTIONS + ", not " + connections);
    }
    if (patienceSeconds < 0) {
      throw new ParameterException(
          spec.commandLine(), "--patience must be 0 or more, not " + patienceSeconds);
    }
    try {
      EventsClient.address(server);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--server: " + e.getMessage(), e);
    }
  }

  private void print(Load.Outcome outcome, PrintWriter answer) {
    Tally.Counts counts = outcome.counts();
    double seconds = Math.max(0.001, outcome.took().toMillis() / 1000.0);
    answer.printf(
        Locale.ROOT,
        "%,d %s taken and %,d that were there already, in %.1f s (%,.0f/s); %,d twice in the"
            + " input, %,d too old, %,d rejected%n",
        counts.accepted(),
        counts.accepted() == 1 ? "event" : "events",
        counts.known(),
        seconds,
        counts.done() / seconds,
        outcome.duplicates(),
        counts.tooOld(),
        counts.rejected());
    outcome.reasons().entrySet().stream()
        .limit(SHOWN_REASONS)
        .forEach(why -> answer.printf(Locale.ROOT, "  %,d x %s%n", why.getValue(), why.getKey()));
    if (rejected != null) {
      answer.println("wrote " + rejected);
    }
  }
}
