package dev.ringwatch.flink;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;

/** Lists as sources: what comes next is a part of Flink's state, so that a failure repeats it. */
final class Logs {

  private static final Map<String, List<Message>> BY_NAME = new ConcurrentHashMap<>();

  private Logs() {}

  /** A source of a list, as fast as it is taken. */
  static DataGeneratorSource<Message> source(String name, List<Message> messages) {
    return source(name, messages, RateLimiterStrategy.noOp());
  }

  /** A source of a list that gives so many messages, and the next after a checkpoint. */
  static DataGeneratorSource<Message> source(
      String name, List<Message> messages, int betweenCheckpoints) {
    return source(name, messages, RateLimiterStrategy.perCheckpoint(betweenCheckpoints));
  }

  private static DataGeneratorSource<Message> source(
      String name, List<Message> messages, RateLimiterStrategy<?> strategy) {
    BY_NAME.put(name, List.copyOf(messages));
    return new DataGeneratorSource<>(
        place -> Objects.requireNonNull(BY_NAME.get(name)).get((int) (long) place),
        messages.size(),
        strategy,
        Message.TYPE);
  }

  /** Forgets the lists of a run. */
  static void forget(String run) {
    BY_NAME.keySet().removeIf(name -> name.startsWith(run));
  }
}
