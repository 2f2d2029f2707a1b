package dev.ringwatch.app.serve;

import dev.ringwatch.app.access.SessionSettings;
import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.app.signin.FirstAdministrator;
import dev.ringwatch.postgres.ApiKeyRequest;
import dev.ringwatch.postgres.Scope;
import dev.ringwatch.postgres.results.AccountPages;
import dev.ringwatch.postgres.ring.KeptRings;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.env.AbstractEnvironment;

/**
 * The server of the demo: on this machine only, with a database of its own and no other settings
 * than these, whatever the environment says, because a one-time link is enough to be let in.
 */
public final class DemoServer implements AutoCloseable {

  private static final String LOOPBACK = "127.0.0.1";

  private final ConfigurableApplicationContext context;
  private final CountDownLatch closed;

  private DemoServer(ConfigurableApplicationContext context, CountDownLatch closed) {
    this.context = context;
    this.closed = closed;
  }

  @Configuration(proxyBeanMethods = false)
  static class Sessions {
    @Bean
    @Primary
    SessionSettings demoSessions() {
      return SessionSettings.ofDemo();
    }
  }

  /** No variables, no properties of the process: a demo must not come upon a real database. */
  private static final class NoEnvironment extends AbstractEnvironment {}

  /**
   * Starts it.
   *
   * @param data its folder
   * @param port its port; 0 for any that is free
   * @throws CommandFailure if it cannot start, with a sentence that says why
   */
  public static DemoServer start(Path data, int port) {
    CountDownLatch closed = new CountDownLatch(1);
    try {
      ConfigurableApplicationContext context =
          new SpringApplicationBuilder(Server.class, Sessions.class)
              .web(WebApplicationType.SERVLET)
              .bannerMode(Banner.Mode.OFF)
              .environment(new NoEnvironment())
              .properties(Server.DEFAULTS)
              .listeners(event -> {
                if (event instanceof ContextClosedEvent) {
                  closed.countDown();
                }
              })
              .run(
                  "--spring.config.location=optional:classpath:/no-settings/",
                  "--server.address=" + LOOPBACK,
                  "--server.port=" + port,
                  "--ringwatch.data=" + data,
                  "--logging.level.dev.ringwatch=WARN");
      return new DemoServer(context, closed);
    } catch (RuntimeException e) {
      throw new CommandFailure(StartFailure.sentence(e));
    }
  }

  /** Where it is. */
  public String url() {
    return "http://"
        + LOOPBACK
        + ":"
        + context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  /** An address that signs an administrator in, once. */
  public String link() throws SQLException {
    return url() + context.getBean(FirstAdministrator.class).link().orElse("/");
  }

  /** A key to send events by. */
  public String key() throws SQLException {
    return context
        .getBean(Store.class)
        .keys()
        .create(ApiKeyRequest.of("demo", Scope.INGEST))
        .secret();
  }

  /** Whether all events are read and there are scores and rings to be shown. */
  public boolean isFilled() throws SQLException {
    return context.getBean(Detection.class).status().lag() == 0
        && !context.getBean(AccountPages.class).riskiest(1).isEmpty()
        && context.getBean(KeptRings.class).countLiving() > 0;
  }

  /**
   * Waits until it is told to stop.
   *
   * @return false if it was not told in that time
   */
  public boolean awaitStop(Duration patience) throws InterruptedException {
    return closed.await(patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    context.close();
  }
}
