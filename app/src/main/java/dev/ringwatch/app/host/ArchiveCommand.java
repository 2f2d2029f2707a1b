package dev.ringwatch.app.host;

import dev.ringwatch.app.archive.Archive;
import dev.ringwatch.app.archive.ArchiveFailure;
import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.app.encryption.EncryptedFileException;
import dev.ringwatch.app.serve.SettingsFile;
import dev.ringwatch.postgres.archive.ArchivedDays;
import dev.ringwatch.postgres.archive.ArchivedPart;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The archive of days of events; beside a running server or without one. */
@Command(
    name = "archive",
    description = {
      "The Parquet files that days of events were written into before retention dropped them.",
      "ringwatch analyze reads them."
    },
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ArchiveCommand.ListAll.class,
      ArchiveCommand.Day.class,
      ArchiveCommand.Renew.class,
      ArchiveDecryptCommand.class
    })
public final class ArchiveCommand {

  private static void print(ArchivedPart part, PrintWriter out) {
    out.println(
        String.join(
            "  ",
            part.day().toString(),
            part.file(),
            String.format(Locale.ROOT, "%,d events", part.content().events()),
            String.format(Locale.ROOT, "%.1f MB", part.content().bytes() / 1e6),
            part.verifiedAt() == null ? "not read back yet" : "read back " + part.verifiedAt(),
            part.isDropped() ? "dropped " + part.droppedAt() : "also in the database"));
  }

  private static Archive.Place where(SettingsFile.Opened place) throws IOException {
    Path directory =
        place
            .settings()
            .archiveDirectory()
            .orElseThrow(() ->
                new CommandFailure(
                    "there is no archive: set ringwatch.archive.directory to a directory"));
    return new Archive.Place(directory, place.settings().fileEncryption());
  }

  @Command(
      name = "list",
      description = "Lists the files, the newest days first.",
      mixinStandardHelpOptions = true)
  static final class ListAll extends StoreCommand {

    private static final int PAGE = 500;

    @Override
    int use(SettingsFile.Opened place, PrintWriter out, PrintWriter err) throws SQLException {
      ArchivedDays list = place.store().archivedDays();
      ArchivedDays.Position after = null;
      List<ArchivedPart> parts;
      do {
        parts = list.page(after, PAGE);
        for (ArchivedPart part : parts) {
          print(part, out);
          after = new ArchivedDays.Position(part.day(), part.part());
        }
      } while (parts.size() == PAGE);
      ArchivedDays.Totals totals = list.totals();
      err.println(
          totals.files() == 0
              ? "nothing is archived yet"
              : String.format(
                  Locale.ROOT,
                  "%,d events in %,d files, %.1f MB",
                  totals.events(),
                  totals.files(),
                  totals.bytes() / 1e6));
      return 0;
    }
  }

  @Command(
      name = "day",
      description = {
        "Writes a day into the archive that is set, as far as it is not there yet, and reads it",
        "back. Drops nothing."
      },
      mixinStandardHelpOptions = true)
  static final class Day extends StoreCommand {

    @Parameters(paramLabel = "YYYY-MM-DD", description = "the day, in UTC")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private LocalDate day;

    @Override
    int use(SettingsFile.Opened place, PrintWriter out, PrintWriter err)
        throws SQLException, IOException {
      Archive.Place where = where(place);
      // It takes people's data out of the database: who does is known before it is done.
      new Audit(place.store().auditLog())
          .record(Who.console(), AuditAction.ARCHIVE_WRITE, day.toString(), Audit.DONE, Map.of());
      try {
        Archive archive = place.store().archive(where, Clock.systemUTC());
        List<ArchivedPart> parts = archive.write(day);
        if (parts.isEmpty()) {
          err.println("the database has no events of " + day);
        }
        parts.forEach(part -> print(part, out));
        return parts.isEmpty() ? 1 : 0;
      } catch (ArchiveFailure e) {
        throw new CommandFailure(String.valueOf(e.getMessage()));
      }
    }
  }

  @Command(
      name = "renew",
      description = {
        "Writes files anew that are not as ringwatch.encrypt-files and the present key would have",
        "them: after either was changed. What is in them stays."
      },
      mixinStandardHelpOptions = true)
  static final class Renew extends StoreCommand {

    @Override
    int use(SettingsFile.Opened place, PrintWriter out, PrintWriter err)
        throws SQLException, IOException {
      Archive archive = place.store().archive(where(place), Clock.systemUTC());
      new Audit(place.store().auditLog())
          .record(Who.console(), AuditAction.ARCHIVE_WRITE, "all", Audit.DONE, Map.of());
      try {
        Archive.Renewed renewed = archive.renew();
        out.println(renewed.written() + " files written anew");
        renewed.missing().forEach(file -> err.println(file + " is not in the directory"));
        return renewed.missing().isEmpty() ? 0 : 1;
      } catch (ArchiveFailure | EncryptedFileException e) {
        throw new CommandFailure(String.valueOf(e.getMessage()));
      }
    }
  }
}
