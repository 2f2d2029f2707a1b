package dev.ringwatch.app.request;

import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Measures every request by route and status, and if asked to writes a line about each, which says
 * the route and not the path. Within the request's id, around all else.
 */
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
final class RequestWatch extends OncePerRequestFilter {

  private static final Logger LOG = LoggerFactory.getLogger("ringwatch.requests");

  private static final Duration[] BUCKETS =
      LongStream.of(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final MeterProvider<Timer> times;
  private final boolean logs;

  /**
   * Measures into a registry.
   *
   * @param logs whether a line is written about each request
   */
  RequestWatch(MeterRegistry registry, boolean logs) {
    this.times =
        Timer.builder("ringwatch.http.request")
            .description("Time until a request is answered, by route and status")
            .serviceLevelObjectives(BUCKETS)
            .withRegistry(registry);
    this.logs = logs;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    long begun = System.nanoTime();
    int status = HttpStatus.INTERNAL_SERVER_ERROR.value();
    try {
      chain.doFilter(request, response);
      status = response.getStatus();
    } finally {
      note(KnownRoute.of(request), status, Duration.ofNanos(System.nanoTime() - begun));
      MDC.remove(CallerInLogs.KEY);
    }
  }

  private void note(KnownRoute route, int status, Duration took) {
    String code = Integer.toString(status);
    times
        .withTags(Tags.of("method", route.method(), "route", route.path(), "status", code))
        .record(took);
    if (logs) {
      LOG.info("{} answered {} after {} ms", route, code, took.toMillis());
    }
  }
}
