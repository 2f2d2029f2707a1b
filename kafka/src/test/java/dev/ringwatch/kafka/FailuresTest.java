package dev.ringwatch.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.junit.jupiter.api.Test;

class FailuresTest {

  @Test
  void saysWhatEachCauseAdds() {
    KafkaException failure =
        new KafkaException(
            "Failed to create a client",
            new KafkaException("Failed to load x.p12", new IllegalStateException("x.p12")));
    assertThat(Failures.words(failure))
        .isEqualTo("Failed to create a client: Failed to load x.p12");
    assertThat(Failures.words(new ExecutionException(null)))
        .isEqualTo("java.util.concurrent.ExecutionException");
    assertThat(Failures.words(new IllegalStateException("m".repeat(9_000)))).hasSize(600);
  }

  @Test
  void knowsWhatCausedIt() {
    KafkaException failure =
        new KafkaException("cannot", new ProducerFencedException("there is a newer one"));
    assertThat(Failures.is(failure, ProducerFencedException.class)).isTrue();
    assertThat(Failures.is(failure, ExecutionException.class)).isFalse();
  }

  @Test
  void endsWhereACauseLeadsBack() {
    KafkaException first = new KafkaException("first");
    first.initCause(new IllegalStateException("second", first));
    assertThat(Failures.words(first)).isEqualTo("first: second");
  }
}
