package dev.ringwatch.app.host;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.app.registry.ModelChoice;
import dev.ringwatch.app.serve.SettingsFile;
import dev.ringwatch.app.serve.Store;
import dev.ringwatch.postgres.Columns;
import dev.ringwatch.postgres.results.PinnedModel;
import dev.ringwatch.postgres.results.StoredModel;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the models that were learned, and goes back to one of them. */
@Command(
    name = "model",
    description = "Shows the models that a server has learned, and goes back to one of them.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true,
    subcommands = {
      ModelCommand.List.class,
      ModelCommand.Use.class,
      ModelCommand.Previous.class,
      ModelCommand.Learn.class
    })
public final class ModelCommand {

  private static final int SHOWN = 20;

  private ModelCommand() {}

  private static ModelChoice choice(Store store) {
    return new ModelChoice(store.models(), new Audit(store.auditLog()), Clock.systemUTC());
  }

  /** Why, for the audit log. */
  static final class Reason {

    @Option(names = "--reason", paramLabel = "TEXT", description = "why, for the audit log")
    private String text = "";

    /** It, as it can be kept. */
    String kept() {
      return Columns.keepable(text.strip(), ModelChoice.MOST_REASON);
    }
  }

  private static void choose(Store store, String id, Reason reason, PrintWriter out)
      throws SQLException {
    if (!choice(store).choose(Who.console(), id, reason.kept())) {
      throw new CommandFailure("there is no model " + id + "; see ringwatch model list");
    }
    out.println("The model " + id + " holds from the next minute on, and no other is learned.");
    out.println("To go on learning: ringwatch model learn");
  }

  /** Lists models. */
  @Command(name = "list", description = "Lists the models that were learned, the newest first.")
  static final class List extends StoreCommand {

    @Override
    int use(SettingsFile.Opened place, PrintWriter out, PrintWriter err) throws SQLException {
      String chosen = place.store().models().pinned().map(PinnedModel::modelId).orElse("");
      out.printf("%-16s  %-20s  %9s  %s%n", "id", "learned", "accounts", "");
      for (StoredModel model : place.store().models().latest(SHOWN)) {
        out.printf(
            "%-16s  %-20s  %9d  %s%n",
            model.id(),
            model.trainedAt().truncatedTo(ChronoUnit.SECONDS),
            model.accounts(),
            model.id().equals(chosen) ? "chosen" : "");
      }
      return 0;
    }
  }

  /** Chooses a model. */
  @Command(name = "use", description = "Has a model hold until ringwatch model learn.")
  static final class Use extends StoreCommand {

    @Parameters(paramLabel = "ID", description = "the model, as list shows it")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String id;

    @Mixin private Reason reason = new Reason();

    @Override
    int use(SettingsFile.Opened place, PrintWriter out, PrintWriter err) throws SQLException {
      choose(place.store(), id, reason, out);
      return 0;
    }
  }

  /** Chooses the model before. */
  @Command(
      name = "previous",
      description = "Has the model hold that was learned before the one that holds.")
  static final class Previous extends StoreCommand {

    @Mixin private Reason reason = new Reason();

    @Override
    int use(SettingsFile.Opened place, PrintWriter out, PrintWriter err) throws SQLException {
      String id =
          choice(place.store())
              .previous()
              .orElseThrow(() -> new CommandFailure("there is no model before the one that holds"));
      choose(place.store(), id, reason, out);
      return 0;
    }
  }

  /** Takes the choice back. */
  @Command(
      name = "learn",
      description = "Takes the choice back: the next model is learned soon, and holds.")
  static final class Learn extends StoreCommand {

    @Mixin private Reason reason = new Reason();

    @Override
    int use(SettingsFile.Opened place, PrintWriter out, PrintWriter err) throws SQLException {
      String chosen = place.store().models().pinned().map(PinnedModel::modelId).orElse("");
      if (!choice(place.store()).release(Who.console(), chosen, reason.kept())) {
        throw new CommandFailure("no model is chosen: the server learns by itself already");
      }
      out.println("The server learns again; its next model holds as soon as it is made.");
      return 0;
    }
  }
}
