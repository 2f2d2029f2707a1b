package dev.ringwatch.bench;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The sixteen features of the system that Ringwatch replaces, as it computes them: faults included,
 * because this is what Ringwatch is compared with. Events that agree in account, instant and action
 * are one, whatever else they say; simultaneous actions have no velocity; an absent address or
 * device is 0.
 */
final class SeedFeatures {

  static final int COUNT = 16;

  private static final long[] WINDOWS_MILLIS = {300_000, 900_000, 3_600_000};
  private static final long SESSION_GAP_MILLIS = 1_800_000;
  private static final double MAX_VELOCITY = 1000;
  private static final int MIN_EVENTS_FOR_ENTROPY = 3;

  private final Map<String, Set<AccountId>> accountsByDevice = new HashMap<>();
  private double largestMeanReuse;

  private SeedFeatures() {}

  /** The features of every account of a log in the order of time. O(events). */
  static Map<AccountId, double[]> of(List<Event> log) {
    Map<AccountId, List<Event>> byAccount = new TreeMap<>();
    for (Event event : distinct(log)) {
      byAccount.computeIfAbsent(event.account(), account -> new ArrayList<>()).add(event);
    }
    SeedFeatures features = new SeedFeatures();
    byAccount.values().forEach(events -> events.forEach(features::learnDevice));
    byAccount
        .values()
        .forEach(events ->
            features.largestMeanReuse =
                Math.max(features.largestMeanReuse, features.reuse(events)[0]));
    Map<AccountId, double[]> result = new LinkedHashMap<>();
    byAccount.forEach((account, events) -> result.put(account, features.measure(events)));
    return result;
  }

  private static List<Event> distinct(List<Event> log) {
    record Key(AccountId account, long millis, String action) {}
    Map<Key, Event> first = new LinkedHashMap<>();
    for (Event event : log) {
      first.putIfAbsent(
          new Key(event.account(), event.timestamp().toEpochMilli(), event.action()), event);
    }
    return List.copyOf(first.values());
  }

  private void learnDevice(Event event) {
    String device = event.device();
    if (device != null) {
      accountsByDevice.computeIfAbsent(device, key -> new HashSet<>()).add(event.account());
    }
  }

  private double[] measure(List<Event> events) {
    double[] row = new double[COUNT];
    for (int window = 0; window < WINDOWS_MILLIS.length; window++) {
      writeFrequency(events, WINDOWS_MILLIS[window], row, 2 * window);
    }
    Map<String, Integer> addresses = new TreeMap<>();
    events.forEach(event -> count(addresses, event.ip()));
    row[6] = events.size() < MIN_EVENTS_FOR_ENTROPY ? 0 : entropyBits(addresses);
    row[7] = addresses.size();
    double[] reuse = reuse(events);
    row[8] = largestMeanReuse == 0 ? 0 : reuse[0] / largestMeanReuse;
    row[9] = reuse[1];
    writeVelocity(events, row, 10);
    long enforced = events.stream().filter(Event::enforced).count();
    row[13] = enforced / (double) events.size();
    row[14] = enforced;
    row[15] = events.size();
    return row;
  }

  /** Mean and largest number of the account's events in the window that ends with each of them. */
  private static void writeFrequency(List<Event> events, long window, double[] row, int at) {
    int from = 0;
    long sum = 0;
    long max = 0;
    for (int i = 0; i < events.size(); i++) {
      while (millis(events, from) <= millis(events, i) - window) {
        from++;
      }
      sum += i - from + 1;
      max = Math.max(max, i - from + 1);
    }
    row[at] = sum / (double) events.size();
    row[at + 1] = max;
  }

  private static void count(Map<String, Integer> counts, @Nullable String key) {
    if (key != null) {
      counts.merge(key, 1, Integer::sum);
    }
  }

  private static double entropyBits(Map<String, Integer> counts) {
    double all = counts.values().stream().mapToInt(count -> count).sum();
    return counts.values().stream()
        .mapToDouble(count -> -count / all * Math.log(count / all) / Math.log(2))
        .sum();
  }

  /** Mean and largest number of other accounts over the distinct devices; zeros without any. */
  private double[] reuse(List<Event> events) {
    Map<String, Integer> devices = new TreeMap<>();
    events.forEach(event -> count(devices, event.device()));
    double sum = 0;
    double max = 0;
    for (String device : devices.keySet()) {
      double others = accountsByDevice.getOrDefault(device, Set.of()).size() - 1.0;
      sum += others;
      max = Math.max(max, others);
    }
    return new double[] {devices.isEmpty() ? 0 : sum / devices.size(), max};
  }

  /** Mean and largest velocity of the sessions, in events per second, and their number. */
  private static void writeVelocity(List<Event> events, double[] row, int at) {
    int sessions = 0;
    double sum = 0;
    double max = 0;
    int from = 0;
    for (int to = 1; to <= events.size(); to++) {
      if (to == events.size() || millis(events, to) - millis(events, to - 1) > SESSION_GAP_MILLIS) {
        double seconds = (millis(events, to - 1) - millis(events, from)) / 1000.0;
        double velocity = seconds == 0 ? 0 : Math.min(MAX_VELOCITY, (to - from - 1) / seconds);
        sessions++;
        sum += velocity;
        max = Math.max(max, velocity);
        from = to;
      }
    }
    row[at] = sum / sessions;
    row[at + 1] = max;
    row[at + 2] = sessions;
  }

  private static long millis(List<Event> events, int index) {
    return events.get(index).timestamp().toEpochMilli();
  }
}
