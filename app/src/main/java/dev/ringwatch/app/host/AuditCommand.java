package dev.ringwatch.app.host;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.HeadsFile;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.app.serve.SettingsFile;
import dev.ringwatch.app.serve.Store;
import dev.ringwatch.postgres.audit.AuditFinding;
import dev.ringwatch.postgres.audit.AuditHead;
import dev.ringwatch.postgres.audit.AuditReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Verifies the audit log and reads it out; beside a running server or without one. */
@Command(
    name = "audit",
    description = "The audit log: who did or looked at what.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {AuditCommand.Verify.class, AuditCommand.Export.class})
public final class AuditCommand {

  static final class HeadConverter implements ITypeConverter<AuditHead> {

    @Override
    public AuditHead convert(String text) {
      try {
        return AuditHead.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }

  @Command(
      name = "verify",
      description = {
        "Looks whether any row was changed, replaced, added, removed, or erased in silence.",
        "Says where the log ends; note it elsewhere, and give it the next time. Exit code 0: whole."
      },
      mixinStandardHelpOptions = true)
  static final class Verify extends StoreCommand {

    private static final int WRONG = 1;

    @Option(
        names = "--head",
        paramLabel = "NUMBER:HASH",
        converter = HeadConverter.class,
        description = "where the log ended at some time, as verify said; several may be given")
    private List<AuditHead> heads = new ArrayList<>();

    @Override
    int use(SettingsFile.Opened place, PrintWriter out, PrintWriter err)
        throws SQLException, IOException {
      Store store = place.store();
      HeadsFile.Noted noted = store.heads().read();
      for (int line : noted.unreadable()) {
        err.println("ringwatch: line " + line + " of " + store.heads() + " cannot be read");
      }
      heads.addAll(noted.heads());
      AuditReport report = store.auditRows().verify(heads);
      for (AuditFinding finding : report.findings()) {
        out.println(finding.what());
      }
      if (report.isWhole()) {
        out.println(
            report.rows()
                + (report.rows() == 1 ? " row is" : " rows are")
                + " as written, "
                + report.erased()
                + " of them erased; "
                + heads.size()
                + " noted heads hold");
      } else {
        err.println(
            "ringwatch: the audit log is not as it was written: "
                + report.wrong()
                + (report.wrong() == 1 ? " finding" : " findings"));
      }
      out.println("head " + report.last());
      return report.isWhole() ? 0 : WRONG;
    }
  }

  @Command(
      name = "export",
      description = "Reads the audit log out, a JSON object a line; that is recorded, too.",
      mixinStandardHelpOptions = true)
  static final class Export extends StoreCommand {

    @Option(names = "--since", paramLabel = "TIME", description = "such as 2026-11-26T00:00:00Z")
    private @Nullable Instant since;

    @Option(names = "--until", paramLabel = "TIME", description = "rows before this time only")
    private @Nullable Instant until;

    @Option(
        names = "--out",
        paramLabel = "FILE",
        description = "a file that does not exist yet; default standard output")
    private @Nullable Path file;

    @Override
    int use(SettingsFile.Opened place, PrintWriter out, PrintWriter err)
        throws SQLException, IOException {
      Store store = place.store();
      if (file == null) {
        export(store, out, err);
        out.flush();
        return 0;
      }
      try (Writer writer = Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW)) {
        export(store, writer, err);
        return 0;
      } catch (FileAlreadyExistsException e) {
        throw new CommandFailure(file + " exists already; an export is not written over another");
      }
    }

    private void export(Store store, Writer writer, PrintWriter err)
        throws SQLException, IOException {
      new Audit(store.auditLog())
          .record(
              Who.console(),
              AuditAction.AUDIT_EXPORT,
              "",
              Audit.DONE,
              Map.of("since", text(since), "until", text(until)));
      AuditExport export = new AuditExport(writer);
      store.auditRows().forEach(since, until, export);
      err.println("ringwatch: " + export.summary());
    }

    private static String text(@Nullable Instant time) {
      return time == null ? "" : time.toString();
    }
  }
}
