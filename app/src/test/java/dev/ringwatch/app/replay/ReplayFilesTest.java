package dev.ringwatch.app.replay;

import static dev.ringwatch.app.replay.ReplayRuns.done;
import static dev.ringwatch.app.replay.ReplayRuns.json;
import static dev.ringwatch.app.replay.ReplayRuns.number;
import static dev.ringwatch.app.replay.ReplayRuns.run;
import static dev.ringwatch.app.replay.ReplayRuns.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ringwatch.app.label.Label;
import dev.ringwatch.app.label.Labels;
import dev.ringwatch.calibrate.BinomialInterval;
import dev.ringwatch.calibrate.Interval;
import dev.ringwatch.calibrate.PairedChange;
import dev.ringwatch.event.AccountId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** {@code replay} of files, beside whole runs of {@code analyze}. */
class ReplayFilesTest {

  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final List<Instant> MIDNIGHTS =
      List.of(START.plusSeconds(86_400), START.plusSeconds(2 * 86_400));

  @TempDir private static Path folder;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Path events;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Path one;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Path other;

  @BeforeAll
  static void generate() {
    Object[] days = {"--days", 3, "--start", "2026-03-01", "--accounts", 1_000, "--events", 15_000};
    make("days", days);
    make("others", "--accounts", 1_000, "--events", 8_000, "--seed", 9, "--start", "2026-03-01");
    events = folder.resolve("days/events.csv");
    one = folder.resolve("one.json");
    other = folder.resolve("other.json");
    Path out = folder.resolve("analyzed");
    done("analyze", events, "--out", out, "--save-model", one);
    Path others = folder.resolve("others/events.csv");
    done("analyze", others, "--out", out, "--save-model", other);
  }

  private static void make(String name, Object... options) {
    done(
        Stream.concat(Stream.of("generate", "--out", folder.resolve(name)), Stream.of(options))
            .toArray());
  }

  private static int count() throws IOException {
    return Files.readAllLines(events).size() - 1;
  }

  private static Path replay(String name, Object... options) {
    Path out = folder.resolve(name);
    done(Stream.concat(Stream.of("replay", events, "--out", out), Stream.of(options)).toArray());
    return out;
  }

  @Test
  void equalConfigurationsGiveAnEmptyDifference() throws IOException {
    Path out = folder.resolve("equal");
    String said = done("replay", events, "--model-now", one, "--out", out);
    assertThat(said)
        .contains("nothing would change", "%,d events of ".formatted(count()), "3 times");
    JsonNode summary = json(out.resolve("replay.json"));
    assertThat(summary.at("/before/incidents").asInt())
        .isPositive()
        .isEqualTo(summary.at("/after/incidents").asInt());
    assertThat(summary.path("accounts_changed").asInt()).isZero();
    for (JsonNode cell : summary.path("bands")) {
      if (!cell.path("before").equals(cell.path("after"))) {
        assertThat(cell.path("accounts").asLong()).as("%s", cell).isZero();
      }
    }
    for (String name : List.of("accounts.csv", "incidents.csv", "rings.csv", "reasons.csv")) {
      assertThat(table(out.resolve(name))).as(name).isEmpty();
    }
  }

  @Test
  void statesOfTheirOwnAgreeWhereNothingThatMattersDiffers() throws IOException {
    Path out = replay("own-states", "--model-now", one, "--set", "ringwatch.detection.lateness=3m");
    JsonNode summary = json(out.resolve("replay.json"));
    assertThat(summary.path("accounts_changed").asInt()).isZero();
    assertThat(table(out.resolve("incidents.csv"))).isEmpty();
    assertThat(summary.at("/before/rings").asInt()).isPositive();
  }

  @Test
  void anotherModelGivesWhatTwoWholeRunsGive() throws IOException {
    WholeRun before = WholeRun.of(events, MIDNIGHTS, 70, "--model", one);
    WholeRun after = WholeRun.of(events, MIDNIGHTS, 70, "--model", other);
    Path out = replay("model", "--model-now", one, "--model", other);
    isTheDifference(out, before, after);
  }

  @Test
  void anotherThresholdGivesWhatTwoWholeRunsGive() throws IOException {
    WholeRun before = WholeRun.of(events, MIDNIGHTS, 70, "--model", one);
    WholeRun after = WholeRun.of(events, MIDNIGHTS, 45.5, "--model", one);
    Path out = replay("threshold", "--model-now", one, "--threshold", "45.5");
    isTheDifference(out, before, after);
    assertThat(table(out.resolve("accounts.csv"))).isEmpty();
    assertThat(table(out.resolve("incidents.csv")))
        .isNotEmpty()
        .allSatisfy(row -> assertThat(row).containsEntry("change", "new"));
    Path set = replay("set", "--model-now", one, "--set", "ringwatch.incidents.account-from=46");
    isTheDifference(set, before, WholeRun.of(events, MIDNIGHTS, 46, "--model", one));
  }

  @Test
  void otherLinksGiveWhatTwoWholeRunsGive() throws IOException {
    WholeRun before = WholeRun.of(events, MIDNIGHTS, 70, "--model", one);
    WholeRun after =
        WholeRun.of(events, MIDNIGHTS, 70, "--model", one, "--also-link", "network,client");
    Path out = replay("links", "--model-now", one, "--also-link", "network,client");
    isTheDifference(out, before, after);
  }

  private static void isTheDifference(Path out, WholeRun before, WholeRun after)
      throws IOException {
    accountsAre(table(out.resolve("accounts.csv"), "account_id"), before, after);
    bandsAre(json(out.resolve("replay.json")).path("bands"), before, after);
    incidentsAre(out, before, after);
    ringsAre(out, before, after);
    reasonsAre(table(out.resolve("reasons.csv"), "reason"), before, after);
  }

  private static Map<String, String> row(WholeRun run, String account) {
    return Objects.requireNonNull(run.accounts().get(account), account);
  }

  private static void accountsAre(
      Map<String, Map<String, String>> changed, WholeRun before, WholeRun after) {
    Set<String> different = new TreeSet<>();
    for (String account : before.accounts().keySet()) {
      Map<String, String> was = row(before, account);
      Map<String, String> will = row(after, account);
      if (!Objects.equals(was.get("risk_score"), will.get("risk_score"))
          || !Objects.equals(was.get("reasons"), will.get("reasons"))) {
        different.add(account);
        assertThat(changed).containsKey(account);
        assertThat(changed.get(account))
            .containsEntry("score_before", was.get("risk_score"))
            .containsEntry("score_after", will.get("risk_score"))
            .containsEntry("band_after", will.get("band"))
            .containsEntry("reasons_before", was.get("reasons"))
            .containsEntry("reasons_after", will.get("reasons"));
      }
    }
    assertThat(changed.keySet()).isEqualTo(different);
  }

  private static void bandsAre(JsonNode cells, WholeRun before, WholeRun after) {
    Map<String, Long> counts = new TreeMap<>();
    before
        .accounts()
        .forEach((account, row) ->
            counts.merge(row.get("band") + row(after, account).get("band"), 1L, Long::sum));
    long all = 0;
    for (JsonNode cell : cells) {
      String bands = cell.path("before").asString("") + cell.path("after").asString("");
      assertThat(cell.path("accounts").asLong())
          .as(bands)
          .isEqualTo(counts.getOrDefault(bands, 0L));
      all += cell.path("accounts").asLong();
    }
    assertThat(all).isEqualTo(before.accounts().size());
  }

  private static void incidentsAre(Path out, WholeRun before, WholeRun after) throws IOException {
    Map<String, String> expected = new TreeMap<>();
    Set<String> keys = new HashSet<>(before.incidents().keySet());
    keys.addAll(after.incidents().keySet());
    for (String key : keys) {
      Double was = before.incidents().get(key);
      Double will = after.incidents().get(key);
      if (was == null || will == null) {
        expected.put(key, was == null ? "new" : "gone");
      } else if (Math.abs(was - will) >= 5 || (was >= 70) != (will >= 70)) {
        expected.put(key, "moved");
      }
    }
    Map<String, String> found = new TreeMap<>();
    for (Map<String, String> row : table(out.resolve("incidents.csv"))) {
      if (row.getOrDefault("incident", "").startsWith("account:")) {
        found.put(row.get("incident"), row.get("change"));
        assertThat(number(row, "score_before"))
            .isEqualTo(before.incidents().getOrDefault(row.get("incident"), 0.0));
        assertThat(number(row, "score_after"))
            .isEqualTo(after.incidents().getOrDefault(row.get("incident"), 0.0));
      }
    }
    assertThat(found).isEqualTo(expected);
  }

  private static void ringsAre(Path out, WholeRun before, WholeRun after) throws IOException {
    long same =
        before.rings().entrySet().stream()
            .filter(ring -> after.rings().containsKey(ring.getKey()))
            .filter(ring -> {
              double will = after.rings().getOrDefault(ring.getKey(), 0.0);
              return Math.abs(ring.getValue() - will) < 5
                  && (ring.getValue() >= 70) == (will >= 70)
                  && (ring.getValue() >= 40) == (will >= 40);
            })
            .count();
    JsonNode summary = json(out.resolve("replay.json"));
    long gone = summary.at("/rings/gone").asLong();
    long moved = summary.at("/rings/moved").asLong();
    long added = summary.at("/rings/new").asLong();
    assertThat(before.rings().size() - gone - moved).isEqualTo(same);
    assertThat(after.rings().size() - added - moved).isEqualTo(same);
    assertThat(summary.at("/before/rings").asInt()).isEqualTo(before.rings().size());
  }

  private static void reasonsAre(
      Map<String, Map<String, String>> changed, WholeRun before, WholeRun after) {
    Map<String, Double> came = new TreeMap<>();
    Map<String, Double> went = new TreeMap<>();
    for (String account : before.accounts().keySet()) {
      Map<String, Double> was = points(row(before, account).getOrDefault("reasons", ""));
      Map<String, Double> will = points(row(after, account).getOrDefault("reasons", ""));
      Set<String> names = new HashSet<>(was.keySet());
      names.addAll(will.keySet());
      for (String name : names) {
        double moved = will.getOrDefault(name, 0.0) - was.getOrDefault(name, 0.0);
        came.merge(name, Math.max(0, moved), Double::sum);
        went.merge(name, Math.max(0, -moved), Double::sum);
      }
    }
    came.forEach((name, points) -> {
      Map<String, String> row =
          changed.getOrDefault(name, Map.of("points_came", "0", "points_went", "0"));
      assertThat(number(row, "points_came")).as(name).isCloseTo(points, within(0.05));
      assertThat(number(row, "points_went"))
          .as(name)
          .isCloseTo(went.getOrDefault(name, 0.0), within(0.05));
    });
    assertThat(came.keySet()).containsAll(changed.keySet());
  }

  private static Map<String, Double> points(String reasons) {
    Map<String, Double> points = new TreeMap<>();
    for (String reason : reasons.split(";", -1)) {
      if (!reason.isEmpty()) {
        String[] sides = reason.split(":", -1);
        points.merge(sides[0], Double.parseDouble(sides[1]), Double::sum);
      }
    }
    return points;
  }

  @Test
  void countsLabelledAccountsThatAreJudgedRight() throws IOException {
    Path file = folder.resolve("days/labels.csv");
    Map<AccountId, Label> labels = Labels.read(file).byAccount();
    WholeRun before = WholeRun.of(events, MIDNIGHTS, 70, "--model", one);
    WholeRun after = WholeRun.of(events, MIDNIGHTS, 30, "--model", other);
    Path out =
        replay(
            "labelled", "--model-now", one, "--model", other, "--threshold", 30, "--labels", file);
    int groups = 0;
    for (JsonNode group : json(out.resolve("replay.json")).path("labelled")) {
      boolean abusive = group.path("of").asString().equals("abusive");
      long accounts = 0;
      long wasRight = 0;
      long isRight = 0;
      long gained = 0;
      for (Map.Entry<AccountId, Label> label : labels.entrySet()) {
        String account = label.getKey().value();
        if (label.getValue().abusive() == abusive && before.accounts().containsKey(account)) {
          boolean was = before.flagged().contains(account) == abusive;
          boolean is = after.flagged().contains(account) == abusive;
          accounts++;
          wasRight += was ? 1 : 0;
          isRight += is ? 1 : 0;
          gained += is && !was ? 1 : 0;
        }
      }
      long lost = wasRight + gained - isRight;
      assertThat(group.path("accounts").asLong()).isEqualTo(accounts).isPositive();
      assertThat(group.at("/before/right").asLong()).isEqualTo(wasRight);
      assertThat(group.at("/after/right").asLong()).isEqualTo(isRight);
      assertThat(group.path("only_before").asLong()).isEqualTo(lost);
      assertThat(group.path("only_after").asLong()).isEqualTo(gained);
      assertThat(gained + lost).isPositive();
      assertThat(group.path("chance").asDouble())
          .isEqualTo(new PairedChange(gained, lost).chance());
      Interval interval = BinomialInterval.of(isRight, accounts, 0.95);
      assertThat(group.at("/after/low").asDouble()).isEqualTo(interval.low());
      assertThat(group.at("/after/high").asDouble()).isEqualTo(interval.high());
      groups++;
    }
    assertThat(groups).isEqualTo(2);
  }

  @Test
  void givesTheSameAnswerTwice() throws IOException {
    Object[] options = {"--model-now", one, "--model", other};
    Path first = replay("first", options);
    Path second = replay("second", options);
    for (String name :
        List.of("accounts.csv", "incidents.csv", "rings.csv", "reasons.csv", "replay.json")) {
      assertThat(second.resolve(name)).as(name).hasSameBinaryContentAs(first.resolve(name));
    }
    assertThat(table(first.resolve("accounts.csv"))).isNotEmpty();
  }

  @Test
  void replaysAPartAsIfItWereAll() throws IOException {
    Path part = folder.resolve("part.csv");
    List<String> lines = Files.readAllLines(events);
    int column = List.of(lines.getFirst().split(",", -1)).indexOf("timestamp");
    Files.write(
        part,
        lines.stream()
            .filter(line ->
                line.equals(lines.getFirst())
                    || isOnTheSecondDay(Instant.parse(line.split(",", -1)[column])))
            .toList());
    Object[] models = {"--model-now", one, "--model", other};
    Path whole =
        replay(
            "cut",
            "--model-now",
            one,
            "--model",
            other,
            "--since",
            MIDNIGHTS.getFirst(),
            "--until",
            MIDNIGHTS.getLast());
    Path alone = folder.resolve("alone");
    done(Stream.concat(Stream.of("replay", part, "--out", alone), Stream.of(models)).toArray());
    for (String name : List.of("accounts.csv", "incidents.csv", "rings.csv", "reasons.csv")) {
      assertThat(whole.resolve(name)).as(name).hasSameBinaryContentAs(alone.resolve(name));
    }
    JsonNode summary = json(whole.resolve("replay.json"));
    assertThat(summary.at("/events/used").asInt()).isPositive().isLessThan(count());
    assertThat(summary.at("/events/used").asInt() + summary.at("/events/outside").asInt())
        .isEqualTo(count());
  }

  private static boolean isOnTheSecondDay(Instant time) {
    return !time.isBefore(MIDNIGHTS.getFirst()) && time.isBefore(MIDNIGHTS.getLast());
  }

  @Test
  void saysThatWhatIsProposedMovesNothing() {
    assertThat(done("replay", events, "--set", "ringwatch.retention=40"))
        .contains("nothing would change", "nothing of what is proposed moves a score");
    assertThat(done("replay", events, "--without-hunt", "shared-device"))
        .contains("the log says no findings of the hunt shared-device");
  }

  static Stream<Arguments> whatCannotBe() {
    return Stream.of(
        refused(
            "did you mean ringwatch.incidents.account-from",
            "--set",
            "ringwatch.incidents.acount-from=80"),
        refused("There are ringwatch", "--set", "account-from=80"),
        refused("account-from must be", "--set", "ringwatch.incidents.account-from=800"),
        refused("a secret moves no score", "--set", "ringwatch.database.password=x"),
        refused("--threshold must be 0 to 100, not 120.0", "--threshold", "120"),
        refused("--ring-threshold must be 0 to 100", "--ring-threshold", "-1"),
        refused("--moved-by must be more than 0", "--moved-by", "0"),
        refused("--examples must be 0 or more", "--examples", "-1"),
        refused("--every must be 1m or more, not 5s", "--every", "5s"),
        refused("\"often\" is no duration", "--every", "often"),
        refused(
            "--since must be before --until",
            "--since",
            "2026-03-02T00:00Z",
            "--until",
            "2026-03-01T00:00Z"),
        refused("--until \"soon\" is not a time", "--until", "soon"),
        refused("there is no event of that time", "--until", "2020-03-01T00:00Z"),
        refused("--proposed nowhere.yaml is no file", "--proposed", "nowhere.yaml"),
        refused("nowhere.json", "--model", "nowhere.json"),
        refused("--learned goes with the --model", "--learned", "learned.json"),
        refused("--also-link: ip is looked at by default", "--also-link", "ip"),
        refused("nowhere.csv", "nowhere.csv"),
        refused("there is no database in nowhere", "--log", "--data", "nowhere"));
  }

  private static Arguments refused(String sentence, String... options) {
    return Arguments.of(sentence, List.of(options));
  }

  @ParameterizedTest
  @MethodSource("whatCannotBe")
  void saysInOneSentenceWhatCannotBe(String sentence, List<String> options) {
    Object[] words = Stream.concat(Stream.of("replay", events), options.stream()).toArray();
    ReplayRuns.Said said = run(words);
    assertThat(said.exit()).isPositive();
    assertThat(said.out()).isEmpty();
    assertThat(said.err()).contains(sentence).doesNotContain("please report it", "\tat ");
  }

  @Test
  void overwritesNoInput() throws IOException {
    Path inputs = Files.createDirectory(folder.resolve("inputs"));
    Path input = Files.copy(events, inputs.resolve("accounts.csv"));
    ReplayRuns.Said said = run("replay", input, "--out", inputs);
    assertThat(said.exit()).isEqualTo(1);
    assertThat(said.err()).contains("is an input and would be overwritten");
    assertThat(input).hasSameBinaryContentAs(events);
  }
}
