package dev.ringwatch.app.replay;

import dev.ringwatch.app.analyze.CommandChecks;
import dev.ringwatch.app.analyze.Progress;
import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.app.hunt.HuntQuestion;
import dev.ringwatch.app.paging.UnusableRequestException;
import dev.ringwatch.app.serve.SettingsFile;
import dev.ringwatch.app.serve.Store;
import dev.ringwatch.app.settings.ServerSettings;
import dev.ringwatch.postgres.hunt.HuntDurations;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what another configuration or model would change on events that are stored. */
@Command(
    name = "replay",
    description = {
      "Runs stored events through what holds and through what is proposed, and says what is",
      "different: bands, incidents, rings, reasons, and how many labelled accounts are right.",
      "Reads the log of a server, beside it while it runs, and changes nothing there."
    },
    mixinStandardHelpOptions = true)
public final class ReplayCommand implements Callable<Integer> {

  private static final Duration SHORTEST_LOOK = Duration.ofMinutes(1);

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private SettingsFile settings;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = {
        "events in the place of the log of the server: CSV or NDJSON, plain or gzip, or Parquet,",
        "such as archived days; - is standard input"
      })
  private List<String> files = List.of();

  @Option(
      names = "--log",
      description = "reads the log of the server as well: what is later than the files")
  private boolean log;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "from when, or how long before the end: 24h, 7d, 2026-03-04T12:00Z")
  private @Nullable String since;

  @Option(names = "--until", paramLabel = "TIME", description = "until when; default all there is")
  private @Nullable String until;

  @Option(
      names = "--every",
      defaultValue = "1d",
      paramLabel = "DURATION",
      description =
          "how much event time lies between two looks at scores; default ${DEFAULT-VALUE}")
  private String every = "1d";

  @Option(
      names = "--map",
      split = ",",
      paramLabel = "OURS=THEIRS",
      description = "what the files' columns are called, such as account_id=uid,timestamp=when")
  private Map<String, String> columns = new LinkedHashMap<>();

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private ProposalOptions proposal;

  @Option(
      names = "--model-now",
      paramLabel = "FILE|ID",
      description = "the model that holds, where no log says it; default one learned of the events")
  private @Nullable Path modelNow;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description = "account_id,label (1 abusive, 0 benign), in the place of the verdicts given")
  private @Nullable Path labels;

  @Option(
      names = "--moved-by",
      defaultValue = "5",
      paramLabel = "POINTS",
      description = "what counts as moved where the band is the same; default ${DEFAULT-VALUE}")
  private double movedBy;

  @Option(
      names = "--examples",
      defaultValue = "10",
      paramLabel = "N",
      description = "how many of each kind are shown; default ${DEFAULT-VALUE}")
  private int examples;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "where to write replay.json, and all that is different as tables; default none")
  private @Nullable Path out;

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    Progress progress = new Progress(err, Progress.isTerminal());
    try {
      ReplayRequest request = request();
      Optional<ReplayFiles> folder = folder(request);
      Replayed replayed = replayed(request, progress);
      progress.done();
      PrintWriter answer = spec.commandLine().getOut();
      ReplayText.of(replayed, request.showing()).forEach(answer::println);
      if (folder.isPresent()) {
        folder.get().write(replayed, request.showing());
        answer.println("wrote " + folder.get().summary() + " and the files beside it");
      }
      return 0;
    } finally {
      progress.done();
    }
  }

  private static Optional<ReplayFiles> folder(ReplayRequest request) throws IOException {
    return request.out().isPresent()
        ? Optional.of(ReplayFiles.open(request.out().get(), request.inputs()))
        : Optional.empty();
  }

  private Replayed replayed(ReplayRequest request, Progress progress) throws IOException {
    ServerSettings after =
        settings.proposed(request.proposal().config(), request.proposal().values());
    if (!request.log()) {
      return new Replay(request, settings.settings(), after, System.in, progress).files();
    }
    SettingsFile.Opened place = settings.openedToRead();
    try (Store store = place.store()) {
      return new Replay(request, place.settings(), after, System.in, progress)
          .log(store.dataSource());
    } catch (SQLException e) {
      String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new CommandFailure("the database cannot be read: " + said);
    }
  }

  private ReplayRequest request() {
    CommandChecks.columns(spec, columns);
    Instant now = Clock.systemUTC().instant();
    return new ReplayRequest(
        new ReplayRequest.Files(files, columns, now),
        log || files.isEmpty(),
        period(now),
        every(),
        proposal.read(spec),
        Optional.ofNullable(modelNow),
        Optional.ofNullable(labels),
        showing(),
        Optional.ofNullable(out));
  }

  private ReplayRequest.Showing showing() {
    if (!(movedBy > 0 && movedBy <= 100)) {
      throw refused("--moved-by must be more than 0 and at most 100, not " + movedBy);
    }
    if (examples < 0) {
      throw refused("--examples must be 0 or more, not " + examples);
    }
    return new ReplayRequest.Showing(movedBy, examples);
  }

  private Duration every() {
    try {
      Duration read = HuntDurations.read(every);
      if (read.compareTo(SHORTEST_LOOK) >= 0) {
        return read;
      }
    } catch (IllegalArgumentException e) {
      throw refused("--every: " + e.getMessage());
    }
    throw refused("--every must be 1m or more, not " + every);
  }

  private Period period(Instant now) {
    try {
      Instant end = until == null ? Period.NEVER : HuntQuestion.time("--until", until, now, now);
      Instant reach = until == null ? now : end;
      Instant begin =
          since == null ? Instant.EPOCH : HuntQuestion.time("--since", since, reach, now);
      if (!begin.isBefore(end)) {
        throw refused("--since must be before --until, and is " + begin);
      }
      return new Period(begin, end);
    } catch (UnusableRequestException e) {
      throw refused(String.valueOf(e.getMessage()));
    }
  }

  private ParameterException refused(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }
}
