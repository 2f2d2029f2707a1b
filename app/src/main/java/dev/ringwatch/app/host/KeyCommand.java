package dev.ringwatch.app.host;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.app.key.KeyDesk;
import dev.ringwatch.app.key.RefusedKeyException;
import dev.ringwatch.app.key.WantedKey;
import dev.ringwatch.app.serve.SettingsFile;
import dev.ringwatch.app.serve.Store;
import dev.ringwatch.postgres.ApiKey;
import dev.ringwatch.postgres.IssuedApiKey;
import dev.ringwatch.postgres.Scope;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes, lists, replaces and revokes API keys; beside a running server or without one. */
@Command(
    name = "key",
    description = "API keys: who may send events and who may read scores.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      KeyCommand.Create.class,
      KeyCommand.ListAll.class,
      KeyCommand.Rotate.class,
      KeyCommand.Revoke.class
    })
public final class KeyCommand {

  /** What the subcommands have in common: keys, and a log that has every change of them. */
  abstract static class OnKeys extends StoreCommand {

    @Override
    int use(SettingsFile.Opened place, PrintWriter out, PrintWriter err) throws SQLException {
      Store store = place.store();
      try {
        use(
            new KeyDesk(store.keys(), new Audit(store.auditLog()), InstantSource.system()),
            out,
            err);
      } catch (RefusedKeyException e) {
        throw new CommandFailure(String.valueOf(e.getMessage()));
      }
      return 0;
    }

    abstract void use(KeyDesk desk, PrintWriter out, PrintWriter err) throws SQLException;

    /** The secret alone on standard output, so that a script can take it. */
    static void show(IssuedApiKey issued, PrintWriter out, PrintWriter err) {
      err.println("key " + issued.key().id() + "; it is shown this once:");
      out.println(issued.secret());
    }
  }

  @Command(
      name = "create",
      description = "Makes a key and prints it.",
      mixinStandardHelpOptions = true)
  static final class Create extends OnKeys {

    @Option(names = "--name", required = true, description = "what you call it")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String name;

    @Option(
        names = "--scope",
        required = true,
        split = ",",
        description = "what it may do: ${COMPLETION-CANDIDATES}; several may be given")
    private Set<Scope> scopes = EnumSet.noneOf(Scope.class);

    @Option(names = "--source", description = "the only source whose events it may send")
    private @Nullable String source;

    @Option(
        names = "--accounts",
        paramLabel = "PREFIX",
        description = "what the accounts that it may speak for begin with")
    private @Nullable String accounts;

    @Option(names = "--days", description = "for how many days it holds; default for ever")
    private @Nullable Integer days;

    @Override
    void use(KeyDesk desk, PrintWriter out, PrintWriter err) throws SQLException {
      show(
          desk.create(Who.console(), new WantedKey(name, scopes, source, accounts, days)),
          out,
          err);
    }
  }

  @Command(name = "list", description = "Lists all keys.", mixinStandardHelpOptions = true)
  static final class ListAll extends OnKeys {

    @Override
    void use(KeyDesk desk, PrintWriter out, PrintWriter err) throws SQLException {
      List<ApiKey> all = desk.list();
      for (ApiKey key : all) {
        out.println(
            String.join(
                "  ",
                Long.toString(key.id()),
                key.name(),
                key.secretStart() == null ? "rw_" : key.secretStart() + "...",
                KeyDesk.scopes(key),
                String.join(", ", state(key))));
      }
      if (all.isEmpty()) {
        err.println("there is no key yet; make one with: ringwatch key create");
      }
    }

    /** What holds it in, whether it holds, and when it was used. */
    private static List<String> state(ApiKey key) {
      List<String> words = new ArrayList<>();
      if (key.source() != null) {
        words.add("source " + key.source());
      }
      if (key.accountPrefix() != null) {
        words.add("accounts " + key.accountPrefix() + "...");
      }
      if (key.revokedAt() != null) {
        words.add("revoked " + key.revokedAt());
      } else if (key.expiresAt() != null) {
        words.add((key.isUsableAt(Instant.now()) ? "expires " : "expired ") + key.expiresAt());
      }
      words.add(key.lastUsedAt() == null ? "never used" : "last used " + key.lastUsedAt());
      return words;
    }
  }

  @Command(
      name = "rotate",
      description = "Makes a key that may do what another may, and ends that one after a while.",
      mixinStandardHelpOptions = true)
  static final class Rotate extends OnKeys {

    @Parameters(paramLabel = "ID", description = "the number of the key to replace")
    private long id;

    @Option(
        names = "--overlap-hours",
        defaultValue = "24",
        description = "for how long both hold; default ${DEFAULT-VALUE}")
    private int overlapHours;

    @Override
    void use(KeyDesk desk, PrintWriter out, PrintWriter err) throws SQLException {
      IssuedApiKey issued = desk.rotate(Who.console(), id, Duration.ofHours(overlapHours));
      show(issued, out, err);
    }
  }

  @Command(name = "revoke", description = "Ends a key.", mixinStandardHelpOptions = true)
  static final class Revoke extends OnKeys {

    @Parameters(paramLabel = "ID", description = "the key's number")
    private long id;

    @Override
    void use(KeyDesk desk, PrintWriter out, PrintWriter err) throws SQLException {
      desk.revoke(Who.console(), id);
      err.println("key " + id + " is let in no more; a server notices within ten seconds");
    }
  }
}
