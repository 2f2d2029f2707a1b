package dev.ringwatch.app.key;

import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.postgres.ApiKeys;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What is done with API keys, their file, and the routes of this package. */
@Configuration(proxyBeanMethods = false)
@Import({KeysController.class, KeyTables.class})
public class KeyConfiguration {

  @Bean
  KeyDesk keyDesk(ApiKeys keys, Audit audit, Clock clock) {
    return new KeyDesk(keys, audit, clock);
  }
}
