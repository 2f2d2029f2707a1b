package dev.ringwatch.app.pattern;

import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.postgres.ConnectionPool;
import dev.ringwatch.postgres.results.BurstHours;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The page of patterns, its files, and what counts for it. */
@Configuration(proxyBeanMethods = false)
@Import({PatternReader.class, SessionReader.class, PatternPages.class, PatternTables.class})
public class PatternConfiguration {

  @Bean(destroyMethod = "close")
  BurstWatch burstWatch(Detection detection, ConnectionPool pool) {
    return BurstWatch.of(detection, new BurstHours(pool.dataSource()));
  }
}
