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
    List<Double> logs = new ArrayList<>();
    for (int i = 1; i < events.size(); i++) {
      Duration gap = Duration.between(events.get(i - 1).timestamp(), events.get(i).timestamp());
      logs.add(Math.log1p(gap.toMillis() / 1000.0));
    }
    if (!logs.isEmpty()) {
      double mean = logs.stream().mapToDouble(x -> x).average().orElseThrow();
      values.put(Feature.TYPICAL_GAP_SECONDS, Math.exp(mean));
      if (logs.size() >= 5) {
        double variance =
            logs.stream().mapToDouble(x -> (x - mean) * (x - mean)).average().orElseThrow();
        values.put(Feature.GAP_IRREGULARITY, Math.sqrt(variance));
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
      values.put(Feature.FAILURES, failures);
      values.put(Feature.FAILURE_RATE, failures / (outcomes + 2));
    }
    Set<Long> hours =
        events.stream()
            .map(e -> Math.floorMod(Math.floorDiv(e.timestamp().getEpochSecond(), 3600), 24L))
            .collect(Collectors.toSet());
    values.put(Feature.ACTIVE_HOURS, (double) hours.size());
    if (n >= 3) {
      double night =
          events.stream()
              .filter(e -> Math.floorMod(e.timestamp().getEpochSecond(), 86_400L) < 6 * 3600)
              .count();
      values.put(Feature.NIGHT_SHARE, night / n);
    }
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
