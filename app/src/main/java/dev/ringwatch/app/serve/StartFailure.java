package dev.ringwatch.app.serve;

import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.audit.AuditUnavailableException;
import dev.ringwatch.postgres.embedded.EmbeddedPostgresException;
import java.net.BindException;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.PortInUseException;

/** Why the server could not start, in one sentence out of a chain of causes. */
final class StartFailure {

  private StartFailure() {}

  static String sentence(Throwable failure) {
    Set<Throwable> seen = new HashSet<>();
    Throwable last = failure;
    for (@Nullable Throwable cause = failure;
        cause != null && seen.add(cause);
        cause = cause.getCause()) {
      String said = said(cause);
      if (said != null) {
        return said;
      }
      last = cause;
    }
    return "the server could not start: " + inOneLine(String.valueOf(last));
  }

  private static String inOneLine(String message) {
    return message.strip().replaceAll("\\s+", " ");
  }

  /** What the database said: a pool says only that it has waited. */
  private static String innermost(SQLException failure) {
    return failure.getCause() instanceof SQLException cause
        ? innermost(cause)
        : String.valueOf(failure.getMessage());
  }

  private static @Nullable String said(Throwable cause) {
    return switch (cause) {
      case CommandFailure e -> String.valueOf(e.getMessage());
      case EmbeddedPostgresException e -> String.valueOf(e.getMessage());
      case LogUnavailableException e -> String.valueOf(e.getMessage());
      case AuditUnavailableException e -> String.valueOf(e.getMessage());
      case PortInUseException e ->
          "port " + e.getPort() + " is in use: stop who uses it, or name another with --port";
      case BindException _ ->
          "server.address is no address of this machine: name one, or 0.0.0.0 for all of them";
      case SQLException e -> "the database refused: " + inOneLine(innermost(e));
      default -> null;
    };
  }
}
