package dev.ringwatch.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ringwatch.event.Event;
import dev.ringwatch.event.Tick;
import dev.ringwatch.kit.log.AwkwardEvents;
import dev.ringwatch.log.ControlRecord;
import dev.ringwatch.log.LogUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What callers are told, and how soon, while no broker is there. */
class BrokersAwayTest {

  private static final int CALLERS = 8;
  private static final Duration ANSWER = Duration.ofSeconds(1);

  /** Far more than any of it takes, and far less than to wait once for every event. */
  private static final long PATIENCE_SECONDS = 30;

  @AutoClose private final Brokers brokers = Brokers.start(1);

  @AutoClose("shutdownNow")
  private final ExecutorService threads = Executors.newCachedThreadPool();

  private final KafkaLogConfig config =
      brokers
          .config(3)
          .withWaits(
              new KafkaLogConfig.Waits(
                  ANSWER, Duration.ZERO, Duration.ofSeconds(2), Duration.ofSeconds(2)));

  private void stopBrokers() {
    Objects.requireNonNull(brokers.kit().brokers().get(0)).shutdown();
  }

  @Test
  void everyCallIsAnsweredWithinOneBoundAndClosingEnds() throws Exception {
    KafkaEventLog log = KafkaEventLog.open(config, Brokers.NOW);
    List<Event> events = new AwkwardEvents(1).next(10_000);
    log.append(events.subList(0, 10));
    stopBrokers();
    List<Future<?>> calls = new ArrayList<>();
    for (int caller = 0; caller < CALLERS; caller++) {
      calls.add(threads.submit(() -> refused(() -> log.append(events))));
    }
    ControlRecord control = new ControlRecord("heartbeat", new Tick(1), "");
    calls.add(threads.submit(() -> refused(() -> log.append(control))));
    for (Future<?> call : calls) {
      call.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
    Future<?> closing = threads.submit(log::close);
    closing.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    refused(() -> log.append(events));
  }

  private static void refused(Runnable call) {
    assertThatThrownBy(call::run).isInstanceOf(LogUnavailableException.class);
  }

  @Test
  void openingSaysThatNobodyAnswers() {
    stopBrokers();
    Future<Throwable> opening =
        threads.submit(() -> catchThrowable(() -> KafkaEventLog.open(config, Brokers.NOW).close()));
    assertThat(opening)
        .succeedsWithin(Duration.ofSeconds(PATIENCE_SECONDS))
        .satisfies(failure -> assertThat(failure).isInstanceOf(LogUnavailableException.class));
  }
}
