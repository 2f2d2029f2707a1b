package dev.ringwatch.app.request;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The filters that note something about every request. */
@Configuration(proxyBeanMethods = false)
@Import({CallerInLogs.class, TracingConfiguration.class})
public class RequestConfiguration {

  /**
   * What is written about requests.
   *
   * @param each whether a line is written about each
   */
  public record RequestLines(boolean each) {}

  @Bean
  RequestWatch requestWatch(MeterRegistry registry, RequestLines lines) {
    return new RequestWatch(registry, lines.each());
  }
}
