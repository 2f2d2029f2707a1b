package dev.ringwatch.app.host;

import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.app.alert.EndpointDesk;
import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.app.encryption.SecretKeyFile;
import dev.ringwatch.app.serve.SettingsFile;
import dev.ringwatch.app.serve.Store;
import dev.ringwatch.postgres.alert.Endpoint;
import dev.ringwatch.postgres.alert.EndpointFormat;
import dev.ringwatch.risk.Band;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes, lists and tries out where alerts go; beside a running server or without one. */
@Command(
    name = "endpoint",
    description = "Endpoints: where alerts go.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      EndpointCommand.ListAll.class,
      EndpointCommand.Add.class,
      EndpointCommand.Test.class
    })
public final class EndpointCommand {

  private EndpointCommand() {}

  /** What the subcommands have in common: endpoints, and a log that has every change of them. */
  abstract static class OnEndpoints extends StoreCommand {

    @Override
    int use(SettingsFile.Opened place, PrintWriter out, PrintWriter err)
        throws SQLException, IOException {
      Store store = place.store();
      try (EndpointDesk desk =
          new EndpointDesk(
              store.endpoints(),
              new Audit(store.auditLog()),
              SecretKeyFile.open(place.settings().secretKeyFile()),
              place.settings().alertSettings(),
              place.url())) {
        return use(desk, out, err);
      }
    }

    abstract int use(EndpointDesk desk, PrintWriter out, PrintWriter err)
        throws SQLException, IOException;
  }

  @Command(name = "list", description = "Lists all endpoints.", mixinStandardHelpOptions = true)
  static final class ListAll extends OnEndpoints {

    @Override
    int use(EndpointDesk desk, PrintWriter out, PrintWriter err) throws SQLException {
      List<Endpoint> all = desk.list();
      for (Endpoint endpoint : all) {
        out.println(
            String.join(
                "  ",
                Long.toString(endpoint.id()),
                endpoint.name(),
                endpoint.format().label(),
                "from " + endpoint.leastBand().label(),
                endpoint.disabledAt() == null ? "on" : "off: " + endpoint.disabledReason()));
      }
      if (all.isEmpty()) {
        err.println("there is no endpoint yet; make one with: ringwatch endpoint add");
      }
      return 0;
    }
  }

  @Command(
      name = "add",
      description = "Makes an endpoint, and prints its secret if its messages are signed.",
      mixinStandardHelpOptions = true)
  static final class Add extends OnEndpoints {

    @Option(names = "--name", required = true, description = "what you call it")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private String name;

    @Option(
        names = "--format",
        defaultValue = "JSON",
        description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private EndpointFormat format;

    @Option(names = "--url", description = "where it is; not of EMAIL")
    private @Nullable String url;

    @Option(
        names = "--address",
        split = ",",
        description = "whom letters are to; several may be given; of EMAIL")
    private @Nullable List<String> addresses;

    @Option(
        names = "--routing-key-file",
        paramLabel = "FILE",
        description = "a file with the key of an integration; of PAGERDUTY")
    private @Nullable Path routingKeyFile;

    @Option(
        names = "--least-band",
        defaultValue = "LOW",
        description = "incidents below it are not told: ${COMPLETION-CANDIDATES}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Band leastBand;

    @Option(
        names = "--kind",
        split = ",",
        description = "which incidents are told: ${COMPLETION-CANDIDATES}; default all")
    private @Nullable List<IncidentKind> kinds;

    @Override
    int use(EndpointDesk desk, PrintWriter out, PrintWriter err) throws IOException {
      EndpointDesk.Added added = desk.add(fields());
      String secret = added.secret();
      err.println("endpoint " + added.id() + (secret == null ? "" : "; its secret, shown once:"));
      if (secret != null) {
        out.println(secret);
      }
      err.println("try it out with: ringwatch endpoint test " + added.id());
      return 0;
    }

    private Map<String, Object> fields() throws IOException {
      Map<String, Object> fields = new HashMap<>();
      fields.put("name", name);
      fields.put("format", format.label());
      fields.put("least_band", leastBand.label());
      if (url != null) {
        fields.put("url", url);
      }
      if (addresses != null) {
        fields.put("addresses", addresses);
      }
      if (kinds != null) {
        fields.put("kinds", kinds.stream().map(IncidentKind::label).toList());
      }
      if (routingKeyFile != null) {
        if (!Files.isRegularFile(routingKeyFile)) {
          throw new CommandFailure("--routing-key-file " + routingKeyFile + " is no file");
        }
        fields.put("routing_key", Files.readString(routingKeyFile).strip());
      }
      return fields;
    }
  }

  @Command(
      name = "test",
      description = {
        "Sends a sample to an endpoint, now and once, and shows what came of it.",
        "The exit code is 0 if the receiver took it, and 1 if not."
      },
      mixinStandardHelpOptions = true)
  static final class Test extends OnEndpoints {

    @Parameters(paramLabel = "ID", description = "the endpoint's number")
    private long id;

    @Override
    int use(EndpointDesk desk, PrintWriter out, PrintWriter err) {
      EndpointDesk.Tried tried =
          desk.test(id).orElseThrow(() -> new CommandFailure("there is no endpoint " + id));
      out.println(tried.sentence());
      if (!tried.answer().isEmpty()) {
        out.println("it answered: " + tried.answer());
      }
      return tried.delivered() ? 0 : 1;
    }
  }
}
