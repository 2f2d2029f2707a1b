package dev.ringwatch.app.serve;

import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.app.settings.ServerSettings;
import dev.ringwatch.app.settings.SettingsInForce;
import dev.ringwatch.app.signin.FirstAdministrator;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.env.ConfigurableEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the server until it is told to stop. */
@Command(
    name = "serve",
    description = {
      "Takes events in over HTTP, keeps them, and says how risky each account is.",
      "Without a database of its own configured it starts the embedded PostgreSQL in DIR."
    },
    mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Mixin
  @SuppressWarnings("NullAway.Init") // set by picocli
  private SettingsFile settings;

  @Option(names = "--port", paramLabel = "PORT", description = "default 8080")
  private @Nullable Integer port;

  @Override
  public Integer call() throws InterruptedException {
    CountDownLatch closed = new CountDownLatch(1);
    PrintWriter err = spec.commandLine().getErr();
    SettingsInForce inForce = inForce();
    settings.usualFile().ifPresent(file -> err.println("ringwatch: settings of " + file));
    inForce.warnings().forEach(warning -> err.println("ringwatch: " + warning));
    try (ConfigurableApplicationContext server = start(inForce, closed)) {
      announce(server, err);
      closed.await();
    }
    return 0;
  }

  /** Says where it listens, and while nobody can sign in, how the first administrator does. */
  static void announce(ConfigurableApplicationContext server, PrintWriter err) {
    ConfigurableEnvironment environment = server.getEnvironment();
    ServerSettings settings = server.getBean(ServerSettings.class);
    InetAddress address = environment.getRequiredProperty("server.address", InetAddress.class);
    int port = environment.getRequiredProperty("local.server.port", Integer.class);
    String url = settings.publicUrl(address, port);
    err.printf("ringwatch: listening on %s%n", url);
    if (settings.ownTls().isEmpty() && !address.isLoopbackAddress()) {
      err.println(
          "ringwatch: without ringwatch.tls keys and passwords can be read on the way, unless a"
              + " proxy in front of this server has TLS");
    }
    try {
      server
          .getBean(FirstAdministrator.class)
          .link()
          .ifPresent(path -> {
            err.println(
                "ringwatch: nobody can sign in yet; this link lets the first administrator");
            err.println("ringwatch: choose a password, once and within a day:");
            err.println("  " + url + path);
          });
    } catch (SQLException e) {
      throw new CommandFailure("the database refused: " + e.getMessage());
    }
  }

  private SettingsInForce inForce() {
    return settings.inForce(
        port == null ? Map.of() : Map.of("server.port", Integer.toString(port)));
  }

  private static ConfigurableApplicationContext start(
      SettingsInForce inForce, CountDownLatch closed) {
    try {
      return new SpringApplicationBuilder(Server.class)
          .web(WebApplicationType.SERVLET)
          .bannerMode(Banner.Mode.OFF)
          .environment(new ServerEnvironment(inForce.values()))
          .properties(Server.DEFAULTS)
          .initializers(
              context -> context.getBeanFactory().registerSingleton("settingsInForce", inForce))
          .listeners(event -> {
            if (event instanceof ContextClosedEvent) {
              closed.countDown();
            }
          })
          .run();
    } catch (RuntimeException e) {
      throw new CommandFailure(StartFailure.sentence(e));
    }
  }
}
