package dev.ringwatch.app.host;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.app.serve.SettingsFile;
import dev.ringwatch.app.serve.Store;
import dev.ringwatch.postgres.ApiKey;
import dev.ringwatch.postgres.ApiKeyRequest;
import dev.ringwatch.postgres.ApiKeys;
import dev.ringwatch.postgres.IssuedApiKey;
import dev.ringwatch.postgres.Scope;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
      use(store.keys(), new Audit(store.auditLog()), out, err);
      return 0;
    }

    abstract void use(ApiKeys keys, Audit audit, PrintWriter out, PrintWriter err)
        throws SQLException;

    static String id(IssuedApiKey issued) {
      return Long.toString(issued.key().id());
    }

    /** Its scopes. */
    static String words(ApiKey key) {
      return String.join(",", new TreeSet<>(key.scopes().stream().map(Scope::word).toList()));
    }

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

    private static final int MAX_DAYS = 36_500;

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
    void use(ApiKeys keys, Audit audit, PrintWriter out, PrintWriter err) throws SQLException {
      if (name.isBlank() || name.chars().anyMatch(Character::isISOControl)) {
        throw new CommandFailure("--name must be a name in one line");
      }
      if (days != null && (days < 1 || days > MAX_DAYS)) {
        throw new CommandFailure("--days must be 1 to " + MAX_DAYS + ", not " + days);
      }
      Instant end = days == null ? null : Instant.now().plus(Duration.ofDays(days));
      ApiKeyRequest request = new ApiKeyRequest(name, scopes, source, accounts, end);
      IssuedApiKey issued =
          audit.change((connection, record) -> {
            IssuedApiKey made = keys.create(connection, request);
            record.accept(
                Audit.done(Who.console(), AuditAction.KEY_CREATE, id(made), allowed(made.key())));
            return made;
          });
      show(issued, out, err);
    }

    private static Map<String, String> allowed(ApiKey key) {
      Map<String, String> allowed = new TreeMap<>();
      allowed.put("name", key.name());
      allowed.put("scopes", words(key));
      allowed.put("source", Objects.requireNonNullElse(key.source(), ""));
      allowed.put("accounts", Objects.requireNonNullElse(key.accountPrefix(), ""));
      allowed.put("expires_at", Objects.toString(key.expiresAt(), ""));
      return allowed;
    }
  }

  @Command(name = "list", description = "Lists all keys.", mixinStandardHelpOptions = true)
  static final class ListAll extends OnKeys {

    @Override
    void use(ApiKeys keys, Audit audit, PrintWriter out, PrintWriter err) throws SQLException {
      List<ApiKey> all = keys.list();
      for (ApiKey key : all) {
        out.println(
            String.join(
                "  ",
                Long.toString(key.id()),
                key.name(),
                key.secretStart() == null ? "rw_" : key.secretStart() + "...",
                String.join(",", new TreeSet<>(key.scopes().stream().map(Scope::word).toList())),
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
    void use(ApiKeys keys, Audit audit, PrintWriter out, PrintWriter err) throws SQLException {
      IssuedApiKey issued =
          audit
              .change((connection, record) -> {
                Optional<IssuedApiKey> made =
                    keys.rotate(connection, id, Duration.ofHours(overlapHours));
                made.ifPresent(next ->
                    record.accept(
                        Audit.done(
                            Who.console(),
                            AuditAction.KEY_ROTATE,
                            Long.toString(id),
                            Map.of(
                                "new_key", id(next),
                                "overlap_hours", Integer.toString(overlapHours)))));
                return made;
              })
              .orElseThrow(() -> new CommandFailure("there is no key " + id + " that holds"));
      show(issued, out, err);
    }
  }

  @Command(name = "revoke", description = "Ends a key.", mixinStandardHelpOptions = true)
  static final class Revoke extends OnKeys {

    @Parameters(paramLabel = "ID", description = "the key's number")
    private long id;

    @Override
    void use(ApiKeys keys, Audit audit, PrintWriter out, PrintWriter err) throws SQLException {
      boolean revoked =
          audit.change((connection, record) -> {
            boolean held = keys.revoke(connection, id);
            if (held) {
              String object = Long.toString(id);
              record.accept(Audit.done(Who.console(), AuditAction.KEY_REVOKE, object, Map.of()));
            }
            return held;
          });
      if (!revoked) {
        throw new CommandFailure("there is no key " + id + " that holds");
      }
      err.println("key " + id + " is let in no more; a server notices within ten seconds");
    }
  }
}
