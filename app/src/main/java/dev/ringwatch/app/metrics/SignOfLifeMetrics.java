package dev.ringwatch.app.metrics;

import dev.ringwatch.app.health.SignOfLife;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;

/** What became of the calls of a monitor outside. */
final class SignOfLifeMetrics implements MeterBinder {

  private final SignOfLife calls;

  SignOfLifeMetrics(SignOfLife calls) {
    this.calls = calls;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    count(registry, "sent", SignOfLife::sent);
    count(registry, "failed", SignOfLife::failed);
    count(registry, "withheld", SignOfLife::withheld);
  }

  private void count(MeterRegistry registry, String outcome, ToDoubleFunction<SignOfLife> count) {
    FunctionCounter.builder("ringwatch.heartbeats", calls, count)
        .description("Calls of the monitor outside, if there is one, by outcome")
        .tag("outcome", outcome)
        .register(registry);
  }
}
