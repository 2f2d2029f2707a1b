package dev.ringwatch.app.host;

import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.app.serve.SettingsFile;
import dev.ringwatch.app.serve.Store;
import dev.ringwatch.postgres.audit.AuditUnavailableException;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * A command on the database of a server, beside it while it runs or without it: opened, used and
 * closed.
 */
abstract class StoreCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private SettingsFile settings;

  /** Where the settings are. */
  SettingsFile settings() {
    return settings;
  }

  /** The command as it was given. */
  CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() throws IOException {
    SettingsFile.Opened opened = settings.opened();
    try (Store _ = opened.store()) {
      return use(opened, spec.commandLine().getOut(), spec.commandLine().getErr());
    } catch (SQLException e) {
      throw new CommandFailure("the database refused: " + e.getMessage());
    } catch (AuditUnavailableException e) {
      throw new CommandFailure("what would have to be recorded was not done: " + e.getMessage());
    }
  }

  /**
   * Does it.
   *
   * @param place the database, and where people reach its server
   * @return the exit code
   */
  abstract int use(SettingsFile.Opened place, PrintWriter out, PrintWriter err)
      throws SQLException, IOException;
}
