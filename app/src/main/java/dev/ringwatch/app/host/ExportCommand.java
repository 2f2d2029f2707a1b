package dev.ringwatch.app.host;

import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.app.erasure.ErasureDesk;
import dev.ringwatch.app.output.OwnerOnly;
import dev.ringwatch.app.serve.SettingsFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Reads out what is kept about an account. */
@Command(
    name = "export",
    description = {
      "Writes all that is kept about an account into a file, a JSON object a line: rows of tables,",
      "events, archived events. Rows about rings and pairs name other accounts too: look through",
      "the file before somebody else gets it."
    },
    mixinStandardHelpOptions = true)
public final class ExportCommand extends StoreCommand {

  @Parameters(paramLabel = "ACCOUNT", description = "its id, as events have it")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private String account;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "a file that does not exist yet, such as account.ndjson")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Path file;

  @Override
  int use(SettingsFile.Opened place, PrintWriter out, PrintWriter err)
      throws SQLException, IOException {
    String wanted;
    try {
      wanted = ErasureDesk.account(account);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()));
    }
    try {
      Files.createFile(file, OwnerOnly.of(file));
    } catch (FileAlreadyExistsException e) {
      throw new CommandFailure(file + " exists already; nothing is written over another file");
    }
    boolean whole = false;
    try (Writer writer = Files.newBufferedWriter(file)) {
      long rows = EraseCommand.desk(place).export(Who.console(), wanted, writer);
      whole = true;
      out.println(rows + (rows == 1 ? " row" : " rows") + " in " + file);
      return 0;
    } finally {
      if (!whole) {
        Files.deleteIfExists(file);
      }
    }
  }
}
