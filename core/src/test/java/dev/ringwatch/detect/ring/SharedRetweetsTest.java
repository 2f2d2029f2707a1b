package dev.ringwatch.detect.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ringwatch.detect.ring.CoActionNetwork.Counting;
import dev.ringwatch.detect.ring.CoActionNetwork.Tie;
import dev.ringwatch.event.AccountId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The network of 35,125 real retweets against the edges that CooRTweet 2.1.3 computed from them.
 * What that tool does beyond counting pairs of events is here: accounts of a single post are left
 * out before; afterwards it counts every account's posts that are in any pair, and keeps a pair of
 * posts if either account has at least two; an edge's count must be above a quantile of all counts.
 */
class SharedRetweetsTest {

  private static final Path DIRECTORY = Path.of("../../shared/data/coortweet_russian");
  private static final int MIN_PARTICIPATION = 2;

  private record Post(AccountId account, String target, long millis) {}

  private record Shares(Post one, Post two, int oneNumber, int twoNumber) {}

  private static List<List<String>> rows(String file) throws IOException {
    try (var reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(DIRECTORY.resolve(file))),
                StandardCharsets.UTF_8))) {
      return reader.lines().skip(1).map(line -> Arrays.asList(line.split(",", -1))).toList();
    }
  }

  private static List<Post> posts() throws IOException {
    List<Post> all =
        rows("events.csv.gz").stream()
            .map(row ->
                new Post(
                    new AccountId(row.get(1)),
                    row.get(6),
                    Instant.parse(row.get(7)).toEpochMilli()))
            .toList();
    Map<AccountId, Long> perAccount = countBy(all, Post::account);
    return all.stream()
        .filter(post -> perAccount.getOrDefault(post.account(), 0L) >= MIN_PARTICIPATION)
        .toList();
  }

  private static <T> Map<AccountId, Long> countBy(List<T> all, Function<T, AccountId> account) {
    return all.stream().collect(Collectors.groupingBy(account, Collectors.counting()));
  }

  /** The pairs of posts that the tool keeps, by what our network shows. */
  private static List<Shares> kept(List<Post> posts, Duration window) {
    List<Shares> pairs = new ArrayList<>();
    network(posts, window)
        .forEach(
            (one, two, gap) -> pairs.add(new Shares(posts.get(one), posts.get(two), one, two)));
    Set<Integer> coordinated = new HashSet<>();
    pairs.forEach(pair -> coordinated.addAll(List.of(pair.oneNumber(), pair.twoNumber())));
    Map<AccountId, Long> perAccount =
        countBy(List.copyOf(coordinated), number -> posts.get(number).account());
    return pairs.stream()
        .filter(pair ->
            Math.max(
                    perAccount.getOrDefault(pair.one().account(), 0L),
                    perAccount.getOrDefault(pair.two().account(), 0L))
                >= MIN_PARTICIPATION)
        .toList();
  }

  private static CoActionNetwork network(List<Post> posts, Duration window) {
    var network = new CoActionNetwork(window, Counting.EVENTS);
    posts.forEach(post -> network.add(post.account(), "share", post.target(), post.millis()));
    return network;
  }

  private static Map<String, Tie> edges(List<Post> posts, Duration window, double quantile) {
    Set<String> keptPairs =
        kept(posts, window).stream()
            .map(pair -> key(pair.one().account().value(), pair.two().account().value()))
            .collect(Collectors.toSet());
    List<Tie> ties =
        network(posts, window).ties().stream()
            .filter(tie -> keptPairs.contains(key(tie.a().value(), tie.b().value())))
            .toList();
    int[] counts = ties.stream().mapToInt(Tie::count).sorted().toArray();
    double above = quantile < 0 ? 0 : counts[(int) Math.round(quantile * (counts.length - 1))];
    Map<String, Tie> edges = new HashMap<>();
    ties.stream()
        .filter(tie -> tie.count() > above)
        .forEach(tie -> edges.put(key(tie.a().value(), tie.b().value()), tie));
    return edges;
  }

  private static String key(String one, String two) {
    return one.compareTo(two) < 0 ? one + " " + two : two + " " + one;
  }

  @ParameterizedTest
  @CsvSource({
    "60, -1, reference_edges_tw60_mp2_ewall.csv.gz, 3721",
    "60, 0.5, reference_edges_tw60_mp2_ew0.5.csv.gz, 60",
    "10, 0.5, reference_edges_tw10_mp2_ew0.5.csv.gz, 4"
  })
  void equalsThePublishedToolEdgeForEdge(
      int seconds, double quantile, String reference, int expectedEdges) throws IOException {
    Map<String, Tie> edges = edges(posts(), Duration.ofSeconds(seconds), quantile);
    List<List<String>> expected = rows(reference);
    assertThat(expected).hasSize(expectedEdges);
    assertThat(edges).hasSize(expectedEdges);
    for (List<String> row : expected) {
      String accounts = key(row.get(0), row.get(1));
      assertThat(edges).containsKey(accounts);
      Tie tie = Objects.requireNonNull(edges.get(accounts));
      assertThat(tie.count()).as(accounts).isEqualTo(Integer.parseInt(row.get(2)));
      assertThat(tie.meanGapMillis() / 1000)
          .as(accounts)
          .isCloseTo(Double.parseDouble(row.get(3)), within(1e-9));
    }
  }
}
