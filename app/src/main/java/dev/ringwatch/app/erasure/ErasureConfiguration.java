package dev.ringwatch.app.erasure;

import dev.ringwatch.app.archive.Archive;
import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.event.HashKey;
import dev.ringwatch.log.EventLog;
import dev.ringwatch.postgres.ConnectionPool;
import dev.ringwatch.postgres.StoredHashKey;
import dev.ringwatch.postgres.audit.AuditLog;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What is done to forget accounts, and the routes for it. */
@Configuration(proxyBeanMethods = false)
@Import(ErasuresController.class)
public class ErasureConfiguration {

  @Bean
  ErasureDesk erasureDesk(ConnectionPool pool, Optional<Archive> archive, Audit audit, Clock clock)
      throws SQLException {
    HashKey key = new StoredHashKey(pool.dataSource()).readOrDraw(new SecureRandom());
    return new ErasureDesk(new ErasureDesk.Kept(pool.dataSource(), archive, key), audit, clock);
  }

  @Bean
  ErasureWork.Running erasureRunning(EventLog log, Detection detection) {
    return new ErasureWork.Running(log, detection);
  }

  @Bean(destroyMethod = "close")
  ErasureWork erasureWork(
      ConnectionPool pool,
      Optional<Archive> archive,
      AuditLog auditLog,
      ErasureWork.Running running,
      Clock clock) {
    return new ErasureWork(pool.dataSource(), archive, auditLog, running, clock);
  }
}
