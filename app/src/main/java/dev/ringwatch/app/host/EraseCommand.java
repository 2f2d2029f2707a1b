package dev.ringwatch.app.host;

import dev.ringwatch.app.archive.Archive;
import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.app.encryption.FileEncryption;
import dev.ringwatch.app.erasure.ErasureDesk;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.serve.SettingsFile;
import dev.ringwatch.postgres.erasure.Erasure;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has accounts forgotten, and says how far that is. */
@Command(
    name = "erase",
    description = {
      "Has all that is kept about an account erased: events, scores, incidents, verdicts, notes,",
      "archived events, and what detection knows. A running server does it, within 24 hours.",
      "Without an account: which are being erased, and how far."
    },
    mixinStandardHelpOptions = true)
public final class EraseCommand extends StoreCommand {

  private static final int LISTED = 500;

  @Parameters(arity = "0..1", paramLabel = "ACCOUNT", description = "its id, as events have it")
  private @Nullable String account;

  @Option(names = "--yes", description = "that it cannot be taken back is understood")
  private boolean yes;

  @Override
  int use(SettingsFile.Opened place, PrintWriter out, PrintWriter err)
      throws SQLException, IOException {
    ErasureDesk desk = desk(place);
    String wanted = account;
    if (wanted == null) {
      List<Erasure> all = desk.look(Who.console(), Long.MAX_VALUE, LISTED);
      all.forEach(one -> out.println(line(one)));
      err.println(all.isEmpty() ? "no account was erased yet" : all.size() + " listed");
      return 0;
    }
    if (!yes) {
      throw new CommandFailure(
          "it cannot be taken back: say --yes as well, after ringwatch export if what is kept is"
              + " wanted");
    }
    out.println(line(erase(desk, wanted)));
    err.println("the server does it, and ringwatch erase says how far it is");
    return 0;
  }

  private static Erasure erase(ErasureDesk desk, String wanted) throws SQLException {
    try {
      return desk.erase(Who.console(), ErasureDesk.account(wanted));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()));
    }
  }

  /** The desk of a database. */
  static ErasureDesk desk(SettingsFile.Opened place) throws SQLException, IOException {
    FileEncryption files = place.settings().fileEncryption();
    return new ErasureDesk(
        place
            .store()
            .accounts(
                place
                    .settings()
                    .archiveDirectory()
                    .map(directory -> new Archive.Place(directory, files))),
        new Audit(place.store().auditLog()),
        Clock.systemUTC());
  }

  private static String line(Erasure one) {
    String name = one.account();
    String named = name == null ? "(forgotten)" : Shown.line(name);
    return String.join(
            "  ",
            one.pseudonym(),
            named,
            one.step().word(),
            "asked " + one.askedAt(),
            one.finishedAt() == null ? "due " + one.dueAt() : "done " + one.finishedAt(),
            one.removedRows() + " rows",
            one.problem().isEmpty() ? "" : Shown.line(one.problem()))
        .strip();
  }
}
