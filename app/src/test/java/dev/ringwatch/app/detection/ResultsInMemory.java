package dev.ringwatch.app.detection;

import dev.ringwatch.event.AccountId;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The latest written score by account; can be told to fail. Safe for threads. */
final class ResultsInMemory implements Results {

  /** A score, and the model that it was made under. */
  record Written(Result result, String modelId) {}

  private final Map<AccountId, Written> latest = new HashMap<>();
  private long reached;
  private boolean failing;
  private long rows;
  private @Nullable AccountId unwritable;

  synchronized void fail(boolean now) {
    failing = now;
  }

  /** Refuses whatever holds a score of an account. */
  synchronized void refuse(AccountId account) {
    unwritable = account;
  }

  @Override
  public synchronized void write(List<Result> results, String modelId) throws IOException {
    if (failing) {
      throw new IOException("told to fail");
    }
    if (results.stream().anyMatch(result -> result.state().account().equals(unwritable))) {
      throw new UnwritableResultException(new IOException("told to refuse"));
    }
    rows += results.size();
    for (Result result : results) {
      Written before = latest.get(result.state().account());
      if (before == null || before.result().tick().compareTo(result.tick()) <= 0) {
        latest.put(result.state().account(), new Written(result, modelId));
      }
    }
  }

  @Override
  public synchronized void reached(long seq) {
    reached = seq;
  }

  @Override
  public synchronized long reached() {
    return reached;
  }

  /** How many rows were ever written. */
  synchronized long rows() {
    return rows;
  }

  synchronized Map<AccountId, Written> latest() {
    return Map.copyOf(latest);
  }
}
