package dev.ringwatch.app.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.Scope;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CachedCallersTest {

  private static final ApiCaller CALLER =
      new ApiCaller(1, Set.of(Scope.READ), Optional.empty(), Optional.empty());

  private final Map<String, ApiCaller> keys = new HashMap<>(Map.of("secret", CALLER));
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong();
  private final CachedCallers callers =
      new CachedCallers(
          secret -> {
            asked.incrementAndGet();
            return Optional.ofNullable(keys.get(secret));
          },
          nanos::get);

  @Test
  void asksOnceInAWhile() {
    assertThat(callers.find("secret")).contains(CALLER);
    assertThat(callers.find("secret")).contains(CALLER);
    assertThat(asked).hasValue(1);
    nanos.addAndGet(CachedCallers.MEMORY.toNanos());
    assertThat(callers.find("secret")).contains(CALLER);
    assertThat(asked).hasValue(2);
  }

  @Test
  void forgetsARevokedKeyInTime() {
    assertThat(callers.find("secret")).contains(CALLER);
    keys.clear();
    nanos.addAndGet(CachedCallers.MEMORY.toNanos());
    assertThat(callers.find("secret")).isEmpty();
    keys.put("secret", CALLER);
    assertThat(callers.find("secret")).as("what is unknown is asked for again").contains(CALLER);
  }

  @Test
  void boundsWhatItRemembers() {
    for (int i = 0; i < 10_000; i++) {
      keys.put("key" + i, CALLER);
      assertThat(callers.find("key" + i)).contains(CALLER);
      assertThat(callers.find("unknown" + i)).isEmpty();
    }
    assertThat(callers.size()).isLessThanOrEqualTo(1_000);
  }
}
