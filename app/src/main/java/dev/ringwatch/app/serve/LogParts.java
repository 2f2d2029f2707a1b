package dev.ringwatch.app.serve;

import dev.ringwatch.app.duty.Duty;
import dev.ringwatch.app.health.LogWatch;
import dev.ringwatch.app.settings.ServerSettings;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.postgres.log.EndedServers;
import dev.ringwatch.postgres.log.ServerName;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The event log, and what the server does because it is the one that has it. */
@Configuration(proxyBeanMethods = false)
class LogParts {

  /** For whoever starts servers: a failure that another start mends. */
  private static final int STATUS_SUCCEEDED = 75;

  @Bean
  ServerName serverName() {
    return ServerName.draw();
  }

  @Bean(destroyMethod = "close")
  ServerLog serverLog(Store store, ServerSettings settings, ServerName server) {
    return ServerLog.open(store, settings, server);
  }

  /** Closed with what it belongs to. */
  @Bean(destroyMethod = "")
  EventLog eventLog(ServerLog log) {
    return log.log();
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  LogWatch logWatch(ServerLog log) {
    return switch (log) {
      case ServerLog.InDatabase _ -> LogWatch.ofDatabase();
      case ServerLog.OnKafka onKafka -> LogWatch.ofKafka(onKafka::unordered, onKafka::uncopied);
    };
  }

  /** Through the pages' connections: those of a server that was succeeded are refused. */
  @Bean(initMethod = "start", destroyMethod = "close")
  Duties duties(ServerLog log, List<Duty> duties, PageParts.PageDatabase pages, ServerName server) {
    EndedServers ended = new EndedServers(pages.pool().dataSource());
    return new Duties(
        log, duties, () -> ended.holds(server), () -> Runtime.getRuntime().halt(STATUS_SUCCEEDED));
  }
}
