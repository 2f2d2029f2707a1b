package dev.ringwatch.postgres.ring;

import static dev.ringwatch.postgres.ring.Rings.chained;
import static dev.ringwatch.postgres.ring.Rings.ring;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringwatch.detect.ring.Edge;
import dev.ringwatch.detect.ring.Member;
import dev.ringwatch.detect.ring.Ring;
import dev.ringwatch.detect.ring.RingFindings;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.postgres.TestDatabase;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LivingRingsTest {

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final String UTC = " AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')";

  private final PlainTexts texts = new PlainTexts();
  private final LivingRings rings = new LivingRings(DATABASE.dataSource(), texts);
  private final KeptRings kept = new KeptRings(DATABASE.dataSource());

  @BeforeEach
  void forget() throws SQLException {
    DATABASE.execute(
        "TRUNCATE rings, ring_members, ring_edges, ring_history, rings_written RESTART IDENTITY");
  }

  private static Instant minute(int number) {
    return NOON.plusSeconds(60L * number);
  }

  private static String time(String column) {
    return "coalesce(to_char(" + column + UTC + ", 'null')";
  }

  private static List<String> ringRows() throws SQLException {
    return DATABASE.texts(
        "SELECT concat_ws(' ', ring_id, members, "
            + time("first_seen_at")
            + ", CASE WHEN dissolved_at IS NULL THEN "
            + time("(SELECT at FROM rings_written)")
            + " ELSE "
            + time("last_seen_at")
            + " END, "
            + time("dissolved_at")
            + ") FROM rings ORDER BY ring_id COLLATE \"C\"");
  }

  private static List<String> memberRows() throws SQLException {
    return DATABASE.texts(
        "SELECT concat_ws(' ', ring_id, account_id, "
            + time("joined_at")
            + ", "
            + time("left_at")
            + ") FROM ring_members ORDER BY (ring_id || ' ' || account_id) COLLATE \"C\"");
  }

  private static List<String> historyRows() throws SQLException {
    return DATABASE.texts(
        "SELECT replace(concat_ws(' ', "
            + time("at")
            + ", ring_id, kind, coalesce(other_ring, 'null'), members, joined_accounts,"
            + " left_accounts), '\"', '') FROM ring_history ORDER BY entry");
  }

  /** Every row of every table, and by which transaction it was written. */
  private static List<String> everything() throws SQLException {
    List<String> rows = new ArrayList<>();
    for (String table :
        List.of("rings", "ring_members", "ring_edges", "ring_history", "rings_written")) {
      rows.addAll(
          DATABASE.texts("SELECT t.xmin || ' ' || t::text FROM " + table + " t ORDER BY 1"));
    }
    return rows;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void saysWhatASlowModelSays(long seed) throws SQLException {
    Random random = new Random(seed);
    RandomRings some = new RandomRings(random);
    RingModel model = new RingModel();
    for (int minute = 0; minute < 30; minute++) {
      Map<String, Set<String>> now = some.next();
      RingFindings found = Rings.of(now, random.nextInt(3) * 10);
      // As after a restart, and as after a commit whose answer was lost.
      new LivingRings(DATABASE.dataSource(), texts).write(minute(minute), found);
      if (random.nextBoolean()) {
        rings.write(minute(minute), found);
      }
      if (minute > 0 && random.nextInt(4) == 0) {
        rings.write(minute(minute - 1), chained(ring("older", 1, "x", "y")));
      }
      model.add(minute(minute), now);
      assertThat(ringRows()).as("seed %s, minute %s", seed, minute).isEqualTo(model.rings());
      assertThat(memberRows()).as("seed %s, minute %s", seed, minute).isEqualTo(model.members());
      assertLivingEdges(found);
    }
    assertThat(historyRows()).as("seed %s", seed).isEqualTo(model.history());
  }

  @Test
  void meetsEveryKindOfChangeInThoseSearches() {
    Set<String> kinds = new TreeSet<>();
    for (long seed = 1; seed <= 8; seed++) {
      RandomRings some = new RandomRings(new Random(seed));
      RingModel model = new RingModel();
      for (int minute = 0; minute < 30; minute++) {
        model.add(minute(minute), some.next());
      }
      model.history().forEach(row -> kinds.add(row.split(" ", -1)[2]));
    }
    assertThat(kinds)
        .containsExactly(
            "changed", "ended", "found", "grew", "merged", "returned", "shrank", "split");
  }

  private static void assertLivingEdges(RingFindings found) throws SQLException {
    assertThat(
            DATABASE.texts(
                "SELECT concat_ws(' ', account_a, account_b, round(weight::numeric, 6),"
                    + " evidence ->> 'text') FROM ring_edges"
                    + " JOIN rings USING (ring_id) WHERE dissolved_at IS NULL"))
        .containsExactlyInAnyOrderElementsOf(
            found.edges().stream()
                .map(edge ->
                    String.format(
                        Locale.ROOT,
                        "%s %s %.6f %s",
                        edge.a(),
                        edge.b(),
                        edge.weight(),
                        edge.evidenceText()))
                .toList());
  }

  /** Accounts that go from ring to ring, and rings that change their names. */
  private static final class RandomRings {
    private static final int SLOTS = 4;
    private final Random random;
    private final Map<String, Integer> places = new TreeMap<>();
    private final List<String> ids = new ArrayList<>();

    RandomRings(Random random) {
      this.random = random;
      for (int i = 0; i < SLOTS; i++) {
        ids.add("r" + i);
      }
    }

    Map<String, Set<String>> next() {
      for (int moves = random.nextInt(6); moves > 0; moves--) {
        places.put("a" + (char) ('a' + random.nextInt(12)), random.nextInt(SLOTS + 1));
      }
      if (random.nextInt(3) == 0) {
        int from = random.nextInt(SLOTS);
        int to = random.nextInt(SLOTS);
        places.replaceAll((account, place) -> place == from && random.nextBoolean() ? to : place);
      }
      if (random.nextInt(4) == 0) {
        ids.set(random.nextInt(SLOTS), "r" + random.nextInt(20));
      }
      Map<String, Set<String>> rings = new TreeMap<>();
      places.forEach((account, place) -> {
        if (place < SLOTS) {
          rings.computeIfAbsent(ids.get(place), id -> new TreeSet<>()).add(account);
        }
      });
      rings.values().removeIf(members -> members.size() < 2);
      return rings;
    }
  }

  @Test
  void writesNothingAnewThatIsAsItWas() throws SQLException {
    RingFindings found = chained(ring("r1", 50, "a", "b", "c"), ring("r2", 40, "d", "e"));
    rings.write(NOON, found);
    List<String> before = everything();
    rings.write(NOON, found);
    assertThat(everything()).isEqualTo(before);
    rings.write(minute(1), found);
    assertThat(everything())
        .hasSameSizeAs(before)
        .containsAll(before.subList(0, before.size() - 1));
    assertThat(kept.find("r1").orElseThrow().lastSeen()).isEqualTo(minute(1));
  }

  @Test
  void writesOfARingThatChangedOnlyTheEdgesThatDid() throws SQLException {
    Edge stays = Rings.edge("a", "b", 0.5);
    Ring ring = ring("r1", 50, "a", "b", "c");
    rings.write(NOON, new RingFindings(List.of(stays, Rings.edge("a", "c", 0.4)), List.of(ring)));
    List<String> before = edge("a", "b");
    rings.write(
        minute(1), new RingFindings(List.of(stays, Rings.edge("b", "c", 0.4)), List.of(ring)));
    assertThat(edge("a", "b")).isEqualTo(before);
    assertThat(edge("a", "c")).isEmpty();
    assertThat(edge("b", "c")).hasSize(1);
  }

  private static List<String> edge(String a, String b) throws SQLException {
    return DATABASE.texts(
        "SELECT xmin || ' ' || weight FROM ring_edges WHERE account_a = '%s' AND account_b = '%s'"
            .formatted(a, b));
  }

  @Test
  void leavesAllAsItWasWhereItFails() throws SQLException {
    rings.write(NOON, chained(ring("r1", 50, "a", "b", "c"), ring("r2", 40, "d", "e")));
    List<String> before = everything();
    RingFindings next = chained(ring("r1", 60, "a", "b", "d"), ring("r3", 40, "e", "f"));
    texts.fail(true);
    assertThatThrownBy(() -> rings.write(minute(1), next)).hasMessageContaining("told to fail");
    assertThat(everything()).isEqualTo(before);
    texts.fail(false);
    rings.write(minute(1), next);
    assertThat(historyRows())
        .endsWith(
            "2026-11-26T12:01:00Z r1 changed null 3 [d] [c]",
            "2026-11-26T12:01:00Z r2 merged r1 0 [] [d, e]",
            "2026-11-26T12:01:00Z r3 split r2 2 [e, f] []");
  }

  @Test
  void keepsWhatAnEndedRingRestedOn() throws SQLException {
    rings.write(NOON, chained(ring("r1", 50, "a", "b", "c")));
    rings.write(minute(1), chained());
    assertThat(kept.edges("r1", null, 10)).hasSize(2);
    assertThat(kept.members("r1", KeptRings.MemberPlace.START, 10))
        .extracting(KeptMember::account)
        .containsExactly("a", "b", "c");
    assertThat(kept.living(RingFilter.ALL, KeptRings.LivingPlace.START, 10)).isEmpty();
    assertThat(kept.ended(RingFilter.ALL, KeptRings.EndedPlace.START, 10))
        .extracting(KeptRing::id)
        .containsExactly("r1");
  }

  @Test
  void writesARoleThatChangedAndKeepsTheTimeOfComing() throws SQLException {
    rings.write(NOON, chained(ring("r1", 50, "a", "b")));
    Ring other =
        new Ring(
            "r1",
            List.of(
                new Member(new AccountId("a"), Member.Role.BRIDGE),
                new Member(new AccountId("b"), Member.Role.CORE)),
            50,
            List.of(),
            List.of());
    rings.write(minute(1), chained(other));
    KeptMember bridge = kept.members("r1", KeptRings.MemberPlace.START, 1).getFirst();
    assertThat(bridge).isEqualTo(new KeptMember("a", "bridge", NOON, null, null, null));
  }

  @Test
  void keepsTheStrongestEdgesAndTheWholeCount() throws SQLException {
    String[] members = new String[70];
    for (int i = 0; i < members.length; i++) {
      members[i] = "a%02d".formatted(i);
    }
    List<Edge> edges = new ArrayList<>();
    for (int i = 0; i < members.length; i++) {
      for (int j = i + 1; j < members.length; j++) {
        edges.add(Rings.edge(members[i], members[j], (1 + i + j) / 200.0));
      }
    }
    rings.write(NOON, new RingFindings(edges, List.of(ring("r1", 50, members))));
    assertThat(kept.find("r1").orElseThrow().edges()).isEqualTo(edges.size());
    assertThat(DATABASE.texts("SELECT count(*) FROM ring_edges")).containsExactly("2000");
    double weakest =
        edges.stream()
            .map(Edge::weight)
            .sorted()
            .skip(edges.size() - 2_000L)
            .findFirst()
            .orElse(0.0);
    assertThat(DATABASE.texts("SELECT min(weight) FROM ring_edges"))
        .containsExactly(Double.toString(weakest));
  }

  @Test
  void namesTheFirstHundredOfThoseWhoCame() throws SQLException {
    String[] members = new String[150];
    for (int i = 0; i < members.length; i++) {
      members[i] = "a%03d".formatted(i);
    }
    rings.write(NOON, chained(ring("r1", 50, members)));
    assertThat(
            DATABASE.texts(
                "SELECT joined_count || ' ' || jsonb_array_length(joined_accounts)"
                    + " || ' ' || (joined_accounts ->> 99) FROM ring_history"))
        .containsExactly("150 100 a099");
  }

  @Test
  void forgetsWhatEndedLongAgoAndOfTheOthersWhoLeftAndHowTheyChanged() throws SQLException {
    rings.write(NOON, chained(ring("gone", 50, "a", "b"), ring("stays", 50, "c", "d", "e")));
    rings.write(minute(1), chained(ring("stays", 50, "c", "d")));
    rings.write(minute(2), chained(ring("stays", 50, "c", "d", "f")));
    assertThat(rings.forgetBefore(minute(1))).isZero();
    assertThat(rings.forgetBefore(minute(2))).isEqualTo(1);
    assertThat(ringRows()).singleElement().asString().startsWith("stays 3");
    assertThat(memberRows()).extracting(row -> row.substring(0, 7)).doesNotContain("stays e");
    assertThat(DATABASE.texts("SELECT ring_id || ' ' || kind FROM ring_history ORDER BY entry"))
        .containsExactly("stays found", "stays grew");
  }
}
