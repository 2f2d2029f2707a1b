package dev.ringwatch.feature;

import dev.ringwatch.event.Event;
import dev.ringwatch.event.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The features straight from their definitions, over the whole list of events: slow and obvious.
 */
final class ProfileReference {

  private final List<Event> events;
  private final Map<Feature, Double> values = new EnumMap<>(Feature.class);

  ProfileReference(List<Event> events) {
    this.events = events;
    windows(5, Feature.ACTIONS_5M_MEAN, Feature.ACTIONS_5M_MAX);
    windows(15, Feature.ACTIONS_15M_MEAN, Feature.ACTIONS_15M_MAX);
    windows(60, Feature.ACTIONS_60M_MEAN, Feature.ACTIONS_60M_MAX);
    values.put(Feature.EVENTS, (double) events.size());
    gaps();
    sessions();
    shares();
    age();
    valueFeatures();
    againstOwnPast();
  }

  double value(Feature feature) {
    return values.getOrDefault(feature, Double.NaN);
  }

  private static long minute(Event event) {
    return Math.floorDiv(event.timestamp().getEpochSecond(), 60);
  }

  private static long day(Event event) {
    return Math.floorDiv(event.timestamp().getEpochSecond(), 86_400);
  }

  private void windows(int minutes, Feature mean, Feature max) {
    int[] trailing =
        events.stream()
            .mapToInt(event ->
                (int)
                    events.stream()
                        .filter(e -> minute(e) <= minute(event))
                        .filter(e -> minute(e) > minute(event) - minutes)
                        .count())
            .toArray();
    values.put(mean, IntStream.of(trailing).average().orElseThrow());
    values.put(max, (double) IntStream.of(trailing).max().orElseThrow());
  }

  private void gaps() {
    List<Double> gaps = new ArrayList<>();
    for (int i = 1; i < events.size(); i++) {
      Duration gap = Duration.between(events.get(i - 1).timestamp(), events.get(i).timestamp());
      gaps.add(gap.toMillis() / 1000.0);
    }
    if (!gaps.isEmpty()) {
      double meanLog = gaps.stream().mapToDouble(Math::log1p).average().orElseThrow();
      values.put(Feature.TYPICAL_GAP_SECONDS, Math.exp(meanLog));
      double mean = gaps.stream().mapToDouble(x -> x).average().orElseThrow();
      if (gaps.size() >= 5 && mean > 0) {
        double variance =
            gaps.stream().mapToDouble(x -> (x - mean) * (x - mean)).average().orElseThrow();
        double variation = Math.sqrt(variance) / mean;
        int k = gaps.size();
        values.put(
            Feature.GAP_BURSTINESS,
            (Math.sqrt(k + 1) * variation - Math.sqrt(k - 1))
                / ((Math.sqrt(k + 1) - 2) * variation + Math.sqrt(k - 1)));
      }
    }
  }

  private void sessions() {
    List<List<Event>> sessions = new ArrayList<>();
    for (Event event : events) {
      boolean fresh =
          sessions.isEmpty()
              || Duration.between(sessions.getLast().getLast().timestamp(), event.timestamp())
                      .compareTo(Duration.ofMinutes(30))
                  > 0;
      if (fresh) {
        sessions.add(new ArrayList<>());
      }
      sessions.getLast().add(event);
    }
    double[] velocities = sessions.stream().mapToDouble(ProfileReference::velocity).toArray();
    values.put(Feature.SESSIONS, (double) sessions.size());
    values.put(Feature.SESSION_VELOCITY_MEAN, DoubleStream.of(velocities).average().orElseThrow());
    values.put(Feature.SESSION_VELOCITY_MAX, DoubleStream.of(velocities).max().orElseThrow());
  }

  private static double velocity(List<Event> session) {
    Duration duration =
        Duration.between(session.getFirst().timestamp(), session.getLast().timestamp());
    return 3600 * Math.min(1000, (session.size() - 1) / (duration.toMillis() / 1000.0 + 1));
  }

  private void shares() {
    double n = events.size();
    double enforced = events.stream().filter(Event::enforced).count();
    values.put(Feature.ENFORCED_EVENTS, enforced);
    values.put(Feature.ENFORCEMENT_RATE, enforced / (n + 2));
    double outcomes = events.stream().filter(e -> e.outcome() != Outcome.UNKNOWN).count();
    double failures = events.stream().filter(e -> e.outcome() == Outcome.FAILURE).count();
    if (outcomes > 0) {
      values.put(Feature.FAILURE_RATE, failures / (outcomes + 2));
    }
    Set<Long> hours =
        events.stream()
            .map(e -> Math.floorMod(Math.floorDiv(e.timestamp().getEpochSecond(), 3600), 24L))
            .collect(Collectors.toSet());
    values.put(Feature.ACTIVE_HOURS, (double) hours.size());
    rest();
    strangers();
  }

  private void age() {
    events.stream()
        .map(Event::accountCreatedAt)
        .filter(Objects::nonNull)
        .reduce((earlier, later) -> later)
        .ifPresent(opened -> {
          Duration age = Duration.between(opened, events.getLast().timestamp());
          values.put(Feature.ACCOUNT_AGE_DAYS, Math.max(0, age.toSeconds() / 86_400.0));
        });
  }

  private static long hour(Event event) {
    return Math.floorDiv(event.timestamp().getEpochSecond(), 3600);
  }

  private void rest() {
    Set<Long> active = events.stream().map(ProfileReference::hour).collect(Collectors.toSet());
    long quietest =
        IntStream.range(0, 24)
            .mapToLong(
                start -> active.stream().filter(h -> Math.floorMod(h - start, 24L) < 6).count())
            .min()
            .orElseThrow();
    values.put(Feature.RESTLESSNESS, 4.0 * quietest / (active.size() + 12));
  }

  private void strangers() {
    if (events.stream().allMatch(e -> e.device() == null)
        || events.stream().allMatch(e -> e.ip() == null)) {
      return;
    }
    List<Integer> arrivals =
        IntStream.range(3, events.size()).filter(this::isArrival).boxed().toList();
    long largest = 0;
    for (int a = 0; a < arrivals.size(); a++) {
      Event arrival = events.get(arrivals.get(a));
      int next = a + 1 < arrivals.size() ? arrivals.get(a + 1) : events.size();
      long acts =
          events.subList(arrivals.get(a), next).stream()
              .filter(e -> Objects.equals(arrival.device(), e.device()))
              .filter(e -> !e.timestamp().isAfter(arrival.timestamp().plus(Duration.ofHours(1))))
              .count();
      largest = Math.max(largest, acts < 5 ? 0 : acts);
    }
    values.put(Feature.STRANGER_BURST, (double) largest);
  }

  private boolean isArrival(int index) {
    Event event = events.get(index);
    List<Event> before = events.subList(0, index);
    return event.device() != null
        && event.ip() != null
        && before.stream().filter(e -> e.device() != null).count() >= 3
        && before.stream().filter(e -> e.ip() != null).count() >= 3
        && before.stream().noneMatch(e -> Objects.equals(event.device(), e.device()))
        && before.stream().noneMatch(e -> Objects.equals(event.ip(), e.ip()));
  }

  private void valueFeatures() {
    count(Event::ip, Feature.DISTINCT_IPS, Feature.IP_ENTROPY);
    count(Event::device, Feature.DISTINCT_DEVICES, null);
    count(Event::userAgent, Feature.DISTINCT_USER_AGENTS, null);
    count(Event::country, Feature.DISTINCT_COUNTRIES, null);
    count(Event::action, null, Feature.ACTION_ENTROPY);
    count(Event::target, Feature.DISTINCT_TARGETS, null);
    long withTarget = events.stream().filter(e -> e.target() != null).count();
    if (withTarget >= 3) {
      values.put(Feature.TARGET_VARIETY, value(Feature.DISTINCT_TARGETS) / withTarget);
    }
  }

  private void count(
      Function<Event, @Nullable String> field,
      @Nullable Feature distinct,
      @Nullable Feature entropy) {
    Map<String, Long> counts =
        events.stream()
            .map(field)
            .filter(Objects::nonNull)
            .collect(Collectors.groupingBy(value -> value, Collectors.counting()));
    double total = counts.values().stream().mapToLong(x -> x).sum();
    if (distinct != null && total > 0) {
      values.put(distinct, (double) counts.size());
    }
    if (entropy != null && total >= 3) {
      double bits =
          counts.values().stream()
              .mapToDouble(c -> -c / total * Math.log(c / total) / Math.log(2))
              .sum();
      values.put(entropy, bits);
    }
  }

  private void againstOwnPast() {
    List<List<Event>> days =
        List.copyOf(
            events.stream()
                .collect(
                    Collectors.groupingBy(ProfileReference::day, TreeMap::new, Collectors.toList()))
                .values());
    if (days.size() < 2) {
      return;
    }
    double deviation = Double.NEGATIVE_INFINITY;
    for (int d = 1; d < days.size(); d++) {
      double past = days.subList(0, d).stream().mapToInt(List::size).average().orElseThrow();
      deviation = Math.max(deviation, Math.log((days.get(d).size() + 1) / (past + 1)));
    }
    values.put(Feature.OWN_DEVIATION, deviation);
    newRate(days, Event::ip, Feature.NEW_IP_RATE);
    newRate(days, Event::device, Feature.NEW_DEVICE_RATE);
  }

  private void newRate(
      List<List<Event>> days, Function<Event, @Nullable String> field, Feature feature) {
    if (events.stream().allMatch(e -> field.apply(e) == null)) {
      return;
    }
    double rate = 0;
    Set<String> known = new HashSet<>();
    for (int d = 0; d < days.size(); d++) {
      List<String> used = days.get(d).stream().map(field).filter(Objects::nonNull).toList();
      if (d > 0) {
        double fresh = used.stream().filter(value -> !known.contains(value)).count();
        rate = Math.max(rate, fresh / (days.get(d).size() + 2));
      }
      known.addAll(used);
    }
    values.put(feature, rate);
  }
}
