package dev.ringwatch.kafka;

import dev.ringwatch.log.LogUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Notices that a topic of the log was deleted, or made anew under the same name: offsets in it mean
 * other records then, and no error would say so. Used by one thread.
 */
final class TopicWatch implements AutoCloseable {

  private static final Duration BETWEEN = Duration.ofSeconds(5);

  private final KafkaLogConfig.Topics topics;
  private final Admin admin;
  private @Nullable Ids known;
  private @Nullable KafkaFuture<Map<String, TopicDescription>> asked;
  private long askedNanos;

  /** What the last answer was that is not as it should be. */
  private @Nullable String problem;

  /** The brokers' ids of the two topics that belong together. */
  private record Ids(UUID events, UUID order) {}

  TopicWatch(KafkaLogConfig config, Clients clients) {
    topics = config.topics();
    admin = clients.admin();
  }

  /**
   * The brokers' id of the topic of events; asks them.
   *
   * @throws LogUnavailableException if they do not answer, a topic is not there, or the order is
   *     not the one that was there at first
   */
  UUID eventsTopic() {
    asked = null;
    Ids found = ids(ask());
    Ids before = known;
    if (before != null && !before.order().equals(found.order())) {
      throw madeAnew(topics.order());
    }
    known = found;
    problem = null;
    return found.events();
  }

  /**
   * Looks now and then whether the topics are those that they were. Never waits.
   *
   * @throws LogUnavailableException as long as they are not
   */
  void look() {
    KafkaFuture<Map<String, TopicDescription>> question = asked;
    if (question == null) {
      if (System.nanoTime() - askedNanos >= BETWEEN.toNanos()) {
        asked = ask();
      }
    } else if (question.isDone()) {
      asked = null;
      problem = problem(question).orElse(null);
    }
    if (problem != null) {
      throw new LogUnavailableException(problem);
    }
  }

  private Optional<String> problem(KafkaFuture<Map<String, TopicDescription>> answer) {
    if (answer.isCompletedExceptionally() && !isGone(answer)) {
      // That brokers are away, others notice.
      return Optional.empty();
    }
    try {
      Ids found = ids(answer);
      Ids before = known;
      if (before == null || before.equals(found)) {
        return Optional.empty();
      }
      String anew = before.order().equals(found.order()) ? topics.events() : topics.order();
      return Optional.of(String.valueOf(madeAnew(anew).getMessage()));
    } catch (LogUnavailableException e) {
      return Optional.ofNullable(e.getMessage());
    }
  }

  private static boolean isGone(KafkaFuture<?> answer) {
    try {
      answer.get();
      return false;
    } catch (ExecutionException e) {
      return Failures.is(e, UnknownTopicOrPartitionException.class);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private KafkaFuture<Map<String, TopicDescription>> ask() {
    askedNanos = System.nanoTime();
    return admin.describeTopics(List.of(topics.events(), topics.order())).allTopicNames();
  }

  private Ids ids(KafkaFuture<Map<String, TopicDescription>> answer) {
    try {
      Map<String, TopicDescription> found = answer.get();
      return new Ids(id(found, topics.events()), id(found, topics.order()));
    } catch (ExecutionException e) {
      throw new LogUnavailableException(
          "the topics "
              + topics.events()
              + " and "
              + topics.order()
              + " cannot be looked at: "
              + Failures.words(e.getCause() == null ? e : e.getCause()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LogUnavailableException("interrupted while looking at the log's topics", e);
    }
  }

  private static UUID id(Map<String, TopicDescription> found, String topic) {
    TopicDescription description = found.get(topic);
    if (description == null) {
      throw new LogUnavailableException("the topic " + topic + " is not there");
    }
    Uuid id = description.topicId();
    return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits());
  }

  /** What to say of a topic that has its old name and nothing else of the old one. */
  LogUnavailableException madeAnew(String topic) {
    return new LogUnavailableException(
        "the topic "
            + topic
            + " was made anew, and what the log's numbers stand for went with the old one: begin"
            + " another log, with another prefix or with all topics of "
            + topics.prefix()
            + " deleted");
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
