package dev.ringwatch.app.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What one side of a replay of a file must come to, found slowly and obviously: {@code analyze} of
 * all that came before each look.
 *
 * @param accounts the rows of accounts.csv at the end, by account
 * @param rings who is in which ring at the end, and its score
 * @param incidents the highest score of each incident that would be opened, by what names it
 * @param flagged who reached the threshold at some look
 */
record WholeRun(
    Map<String, Map<String, String>> accounts,
    Map<Set<String>, Double> rings,
    Map<String, Double> incidents,
    Set<String> flagged) {

  private static final double RING_FROM = 70;

  /**
   * Looks at the end of some days, and at the end.
   *
   * @param events a file that {@code generate} wrote
   * @param looks the ends of these days
   * @param threshold the score from which accounts have incidents
   * @param options of analyze
   */
  static WholeRun of(Path events, List<Instant> looks, double threshold, Object... options)
      throws IOException {
    Map<String, Double> incidents = new TreeMap<>();
    Set<String> flagged = new TreeSet<>();
    Path folder = Files.createTempDirectory("whole-run");
    List<Path> prefixes = new ArrayList<>();
    for (Instant look : looks) {
      prefixes.add(prefix(events, look, folder.resolve(prefixes.size() + ".csv")));
    }
    prefixes.add(events);
    Path out = folder.resolve("out");
    for (Path prefix : prefixes) {
      Object[] words =
          Stream.concat(Stream.of("analyze", prefix, "--out", out), Stream.of(options)).toArray();
      ReplayRuns.done(words);
      for (Map<String, String> row : ReplayRuns.table(out.resolve("accounts.csv"))) {
        see(row, threshold, incidents, flagged);
      }
    }
    return new WholeRun(
        ReplayRuns.table(out.resolve("accounts.csv"), "account_id"),
        rings(out.resolve("rings.csv")),
        incidents,
        flagged);
  }

  private static void see(
      Map<String, String> row,
      double threshold,
      Map<String, Double> incidents,
      Set<String> flagged) {
    double score = ReplayRuns.number(row, "risk_score");
    String key = "account:" + row.get("account_id");
    boolean folded =
        !row.getOrDefault("ring_id", "").isEmpty()
            && ReplayRuns.number(row, "ring_score") >= RING_FROM;
    if (score >= threshold) {
      flagged.add(row.get("account_id"));
    }
    if (incidents.containsKey(key) || (score >= threshold && !folded)) {
      incidents.merge(key, score, Math::max);
    }
  }

  private static Path prefix(Path events, Instant end, Path to) throws IOException {
    List<String> lines = Files.readAllLines(events);
    int column = List.of(lines.getFirst().split(",", -1)).indexOf("timestamp");
    List<String> kept = new ArrayList<>(List.of(lines.getFirst()));
    for (String line : lines.subList(1, lines.size())) {
      if (Instant.parse(line.split(",", -1)[column]).isBefore(end)) {
        kept.add(line);
      }
    }
    return Files.write(to, kept);
  }

  private static Map<Set<String>, Double> rings(Path file) throws IOException {
    Map<String, Set<String>> members = new TreeMap<>();
    Map<String, Double> scores = new TreeMap<>();
    for (Map<String, String> row : ReplayRuns.table(file)) {
      String ring = row.getOrDefault("ring_id", "");
      members.computeIfAbsent(ring, _ -> new TreeSet<>()).add(row.get("account_id"));
      scores.put(ring, ReplayRuns.number(row, "ring_score"));
    }
    Map<Set<String>, Double> rings = new java.util.HashMap<>();
    members.forEach((ring, accounts) -> rings.put(accounts, scores.get(ring)));
    return rings;
  }

  double score(String account) {
    return accounts.containsKey(account)
        ? ReplayRuns.number(accounts.get(account), "risk_score")
        : 0;
  }
}
