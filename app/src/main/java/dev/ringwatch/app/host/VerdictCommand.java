package dev.ringwatch.app.host;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.ringwatch.app.alert.HostOutbox;
import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.serve.KnownTick;
import dev.ringwatch.app.serve.SettingsFile;
import dev.ringwatch.app.serve.StoredVerdicts;
import dev.ringwatch.postgres.alert.Outbox;
import dev.ringwatch.postgres.verdict.CalibrationLabel;
import dev.ringwatch.postgres.verdict.KeptVerdict;
import dev.ringwatch.postgres.verdict.RefusedVerdictsException;
import dev.ringwatch.postgres.verdict.VerdictFilter;
import dev.ringwatch.postgres.verdict.VerdictSubject;
import dev.ringwatch.postgres.verdict.Verdicts.Given;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes verdicts from a file, lists them, and writes them as labels. */
@Command(
    name = "verdict",
    description = "What people decided about accounts and rings.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    subcommands = {
      VerdictCommand.Import.class,
      VerdictCommand.ListThem.class,
      VerdictCommand.Export.class
    })
public final class VerdictCommand {

  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  private VerdictCommand() {}

  /** Takes verdicts in. */
  @Command(
      name = "import",
      description = {
        "Takes verdicts from a file, all or none: CSV with a header, or a JSON object a line.",
        "Columns: account_id (or ring_id), verdict, abuse_type, reason, decided_at, origin,",
        "inclusion_probability; the first two are needed."
      },
      mixinStandardHelpOptions = true)
  static final class Import extends StoreCommand {

    private static final int REFUSED = 1;
    private static final int FAULTS_SHOWN = 100;

    @Parameters(paramLabel = "FILE", description = "the file")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path file;

    @Override
    int use(SettingsFile.Opened place, PrintWriter out, PrintWriter err)
        throws SQLException, IOException {
      VerdictFile read = VerdictFile.read(file, place.settings().verdictSettings().abuseTypes());
      List<String> faults = new ArrayList<>(read.faults());
      if (faults.isEmpty()) {
        try {
          Given given = give(place, read);
          out.println(
              given.verdicts().size()
                  + (given.verdicts().size() == 1 ? " verdict was" : " verdicts were")
                  + " taken in, and "
                  + given.closed().size()
                  + (given.closed().size() == 1 ? " incident" : " incidents")
                  + " closed");
          return 0;
        } catch (RefusedVerdictsException e) {
          e.refusals().forEach(one -> faults.add(read.fault(one.index(), one.sentence())));
        }
      }
      faults.stream().limit(FAULTS_SHOWN).map(Shown::line).forEach(err::println);
      err.println(
          "ringwatch: "
              + faults.size()
              + (faults.size() == 1 ? " line of " : " lines of ")
              + file
              + " cannot be taken in; nothing was");
      return REFUSED;
    }

    private static Given give(SettingsFile.Opened place, VerdictFile read) throws SQLException {
      Clock clock = Clock.systemUTC();
      Outbox outbox = HostOutbox.of(place.url(), clock);
      return new StoredVerdicts(place.store())
          .desk(
              place.settings().verdictSettings(),
              place.store().heldAlerts(outbox::add, clock),
              new Audit(place.store().auditLog()),
              KnownTick.ofIncidents(clock))
          .give(Who.console(), read.verdicts());
    }
  }

  /** Lists verdicts. */
  @Command(
      name = "list",
      description = "Lists verdicts, those entered last first.",
      mixinStandardHelpOptions = true)
  static final class ListThem extends StoreCommand {

    @Option(names = "--account", paramLabel = "ID", description = "those about this account only")
    private @Nullable String account;

    @Option(
        names = "--limit",
        paramLabel = "N",
        defaultValue = "50",
        description = "how many; default ${DEFAULT-VALUE}")
    private int limit;

    @Override
    int use(SettingsFile.Opened place, PrintWriter out, PrintWriter err) throws SQLException {
      VerdictFilter filter =
          account == null ? VerdictFilter.ALL : VerdictFilter.of(VerdictSubject.account(account));
      for (KeptVerdict one :
          new StoredVerdicts(place.store())
              .pages()
              .page(filter, Long.MAX_VALUE, Math.max(1, limit))) {
        out.println(
            String.join(
                "  ",
                Long.toString(one.id()),
                one.decided().at().truncatedTo(ChronoUnit.SECONDS).toString(),
                Shown.line(one.subject().toString()),
                one.judgement().word(),
                Shown.line(Objects.requireNonNullElse(one.abuseType(), "-")),
                one.origin().word(),
                Shown.line(one.decided().by()),
                one.withdrawal() != null ? "taken back" : one.stands() ? "stands" : "past"));
      }
      return 0;
    }
  }

  /** Writes labels. */
  @Command(
      name = "export",
      description = {
        "Writes what stands about accounts as labels, a line an account, for ringwatch calibrate;",
        "that is recorded, too. inclusion_probability stays empty: how likely an account was to be",
        "labelled at all is not known. An account of the random sample is in the time that it was",
        "sampled in."
      },
      mixinStandardHelpOptions = true)
  static final class Export extends StoreCommand {

    @Option(
        names = "--out",
        paramLabel = "FILE",
        required = true,
        description = "a file that does not exist yet, such as labels.csv")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path file;

    @Option(names = "--since", paramLabel = "TIME", description = "decided at this time or later")
    private @Nullable Instant since;

    @Option(names = "--until", paramLabel = "TIME", description = "decided before this time")
    private @Nullable Instant until;

    @Override
    int use(SettingsFile.Opened place, PrintWriter out, PrintWriter err)
        throws SQLException, IOException {
      Instant from = Objects.requireNonNullElse(since, Instant.EPOCH);
      Instant to = Objects.requireNonNullElse(until, LATEST);
      List<CalibrationLabel> labels = new StoredVerdicts(place.store()).labels().between(from, to);
      new Audit(place.store().auditLog())
          .record(
              Who.console(),
              AuditAction.VERDICT_EXPORT,
              "",
              Audit.DONE,
              Map.of("labels", Integer.toString(labels.size())));
      try (CsvWriter csv =
          CsvWriter.builder().build(Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW))) {
        csv.writeRecord(
            "account_id", "label", "origin", "inclusion_probability", "abuse_type", "decided_at");
        labels.forEach(label -> write(csv, label));
      } catch (FileAlreadyExistsException e) {
        throw new CommandFailure(file + " exists already; labels are not written over another");
      }
      out.println(labels.size() + (labels.size() == 1 ? " label" : " labels") + " in " + file);
      return 0;
    }

    private static void write(CsvWriter csv, CalibrationLabel label) {
      csv.writeRecord(
          label.account(),
          label.judgement().word(),
          label.origin().word(),
          "",
          Objects.requireNonNullElse(label.abuseType(), ""),
          label.decidedAt().toString());
    }
  }
}
