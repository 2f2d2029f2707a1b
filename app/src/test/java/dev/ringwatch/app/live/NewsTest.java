package dev.ringwatch.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.results.Marks;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NewsTest {

  private static final Marks BEFORE = new Marks(7, 3, 1_000, Optional.empty(), 2);

  @Test
  void namesNothingWhereNothingMoved() {
    assertThat(News.between(BEFORE, new Marks(7, 3, 1_000, Optional.empty(), 2))).isEmpty();
  }

  @Test
  void namesWhatMoved() {
    assertThat(News.between(BEFORE, new Marks(7, 3, 1_001, Optional.empty(), 2)))
        .containsExactly("accounts");
    assertThat(News.between(BEFORE, new Marks(8, 3, 1_000, Optional.empty(), 2)))
        .containsExactly("incidents");
    assertThat(News.between(BEFORE, new Marks(7, 3, 1_000, Optional.empty(), 1)))
        .containsExactly("incidents");
    assertThat(News.between(BEFORE, new Marks(7, 4, 1_000, Optional.of(Instant.EPOCH), 2)))
        .containsExactly("rings", "verdicts");
  }

  @Test
  void countsUpToAThousand() {
    assertThat(News.counts(BEFORE, 0)).isEqualTo("{\"/incidents\":\"2\",\"/queue\":\"\"}");
    assertThat(News.counts(new Marks(0, 0, 0, Optional.empty(), Marks.MOST_COUNTED), 1_234))
        .isEqualTo("{\"/incidents\":\"999+\",\"/queue\":\"999+\"}");
  }
}
