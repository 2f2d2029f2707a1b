package dev.ringwatch.app.audit;

import dev.ringwatch.app.command.Version;
import dev.ringwatch.postgres.audit.AuditLog;
import dev.ringwatch.postgres.audit.AuditRows;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a server records, in the log and the file of heads that it is given. */
@Configuration(proxyBeanMethods = false)
public class AuditConfiguration {

  @Bean
  Audit audit(AuditLog log) {
    return new Audit(log);
  }

  @Bean
  RequestRecords requestRecords() {
    return new RequestRecords();
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  ServerAudit serverAudit(Audit audit, AuditRows rows, HeadsFile heads, RequestRecords requests) {
    return new ServerAudit(audit, rows, heads, requests, Version.text(), Clock.systemUTC());
  }
}
