package dev.ringwatch.app.detection;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class BackgroundTest {

  @Test
  void saysWhatKilledATaskAndGoesOn() throws Exception {
    Logger logger = (Logger) LoggerFactory.getLogger(Background.class);
    ListAppender<ILoggingEvent> said = new ListAppender<>();
    said.start();
    logger.addAppender(said);
    try (Background background = new Background()) {
      List<Error> deaths = List.of(new StackOverflowError("deep"), new OutOfMemoryError("full"));
      for (int i = 0; i < 10; i++) {
        Error death = deaths.get(i % 2);
        background
            .run(
                "task " + i,
                () -> {
                  throw death;
                })
            .get(60, TimeUnit.SECONDS);
      }
    } finally {
      logger.detachAppender(said);
    }
    assertThat(said.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .hasSize(10)
        .contains("task 0 failed", "task 9 failed");
    assertThat(said.list.getFirst().getThrowableProxy().getMessage()).isEqualTo("deep");
  }
}
