package dev.ringwatch.bench;

import dev.ringwatch.event.Event;
import dev.ringwatch.kit.generate.Generator;
import dev.ringwatch.kit.generate.GeneratorConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * Events of a generated day in batches. Beyond the first million they come again under other ids,
 * so that ten million fit into memory. Safe for threads.
 */
final class EventBatches {

  private static final int MOST_GENERATED = 1_000_000;
  private static final int FEWEST_GENERATED = 20_000;
  private static final int EVENTS_OF_AN_ACCOUNT = 20;

  private final List<List<Event>> batches;
  private final int count;
  private final int size;

  private EventBatches(List<List<Event>> batches, int count, int size) {
    this.batches = batches;
    this.count = count;
    this.size = size;
  }

  /**
   * Generates some.
   *
   * @param events how many, about
   * @param size how many in a batch
   */
  static EventBatches of(int events, int size) {
    int generated = Math.clamp(events, FEWEST_GENERATED, MOST_GENERATED);
    GeneratorConfig config = GeneratorConfig.ofDefaults();
    List<List<Event>> batches = new ArrayList<>();
    List<Event> filling = new ArrayList<>();
    Generator.of(config.withVolume(config.volume().of(generated / EVENTS_OF_AN_ACCOUNT, generated)))
        .forEach(event -> {
          filling.add(event);
          if (filling.size() == size) {
            batches.add(List.copyOf(filling));
            filling.clear();
          }
        });
    return new EventBatches(batches, events / size, size);
  }

  /** How many batches there are. */
  int count() {
    return count;
  }

  /** How many events a number of batches has. */
  long events(int ofBatches) {
    return (long) ofBatches * size;
  }

  /** A batch, from 0. */
  List<Event> batch(int number) {
    List<Event> batch = batches.get(number % batches.size());
    int lap = number / batches.size();
    return lap == 0
        ? batch
        : batch.stream().map(event -> event.withId(event.id() + "-" + lap)).toList();
  }
}
