package dev.ringwatch.app.detection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.PipelineConfig;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class QuestionsTest {

  private final EmbeddedDriver driver = new EmbeddedDriver(PipelineConfig.ofDefaults(), 1, 1);
  private final Questions questions = new Questions();

  @Test
  void answersWhatWaits() {
    CompletableFuture<Integer> answer = questions.ask(0, EmbeddedDriver::accounts);
    assertThat(answer).isNotDone();
    questions.answer(driver, 0);
    assertThat(answer).isCompletedWithValue(0);
  }

  @Test
  void answersOnceTheEntryWasSeen() {
    CompletableFuture<Integer> third = questions.ask(3, EmbeddedDriver::accounts);
    CompletableFuture<Integer> second = questions.ask(2, EmbeddedDriver::accounts);
    questions.answer(driver, 1);
    assertThat(second).isNotDone();
    questions.answer(driver, 2);
    assertThat(second).isCompletedWithValue(0);
    assertThat(third).isNotDone();
    questions.answer(driver, 5);
    assertThat(third).isCompletedWithValue(0);
  }

  @Test
  void looksNothingUpForWhomIsGone() {
    AtomicInteger looked = new AtomicInteger();
    for (long seq : new long[] {0, 2}) {
      CompletableFuture<Integer> answer = questions.ask(seq, asked -> looked.incrementAndGet());
      answer.cancel(false);
    }
    questions.answer(driver, 1);
    questions.answer(driver, 2);
    assertThat(looked).hasValue(0);
  }

  @Test
  void refusesWhatWaitsForAnEntry() {
    CompletableFuture<Integer> answer = questions.ask(9, EmbeddedDriver::accounts);
    questions.answer(driver, 1);
    questions.refuse(new NotLiveException("gone"));
    assertThat(answer).isCompletedExceptionally();
  }

  @Test
  void refusesWhatWaitsAndWhatComesTooLate() {
    CompletableFuture<Integer> before = questions.ask(0, EmbeddedDriver::accounts);
    questions.refuse(new NotLiveException("gone"));
    CompletableFuture<Integer> after = questions.ask(0, EmbeddedDriver::accounts);
    assertThat(before).isCompletedExceptionally();
    assertThat(after).isCompletedExceptionally();
  }

  @Test
  void tellsWhoAskedWhatEvenAnErrorWas() {
    CompletableFuture<Integer> answer =
        questions.ask(
            0,
            asked -> {
              throw new StackOverflowError();
            });
    assertThatThrownBy(() -> questions.answer(driver, 0)).isInstanceOf(StackOverflowError.class);
    assertThat(answer).isCompletedExceptionally();
  }
}
