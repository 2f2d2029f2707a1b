package dev.ringwatch.app.analyze;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ringwatch.app.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code analyze --learn} as a person runs it. */
class LearnTest {

  private static final int ACCOUNTS = 600;
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  private Path folder;

  private record Outcome(int exitCode, String out, String err) {}

  /**
   * Every fifth account acts on one target again and again, which is odd and no more; nobody but
   * the labels knows that on this platform it is abuse. All else differs at random.
   */
  @BeforeEach
  void writeALog() throws IOException {
    Random random = new Random(4);
    StringBuilder events = new StringBuilder("account_id,action,timestamp,target,outcome\n");
    for (int account = 0; account < ACCOUNTS; account++) {
      long at = random.nextInt(80_000);
      int count = 6 + random.nextInt(20);
      for (int i = 0; i < count; i++) {
        at += random.nextInt(600);
        int target = account % 5 == 0 ? account : random.nextInt(1_000_000);
        events.append(
            "user-%d,%s,%s,item-%d,%s%n"
                .formatted(
                    account,
                    random.nextInt(3) == 0 ? "view" : "like",
                    START.plusSeconds(at),
                    target,
                    random.nextInt(10) == 0 ? "failure" : "success"));
      }
    }
    Files.writeString(folder.resolve("events.csv"), events);
  }

  private Path labels(boolean known) throws IOException {
    Random random = new Random(8);
    StringBuilder labels = new StringBuilder("account_id,label,origin,decided_at\n");
    for (int account = 0; account < ACCOUNTS; account++) {
      boolean abusive = known ? account % 5 == 0 : random.nextInt(5) == 0;
      labels.append(
          "user-%d,%d,audit,%s%n".formatted(account, abusive ? 1 : 0, START.plusSeconds(account)));
    }
    return Files.writeString(folder.resolve("labels.csv"), labels);
  }

  private Outcome analyze(Object... more) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Stream<Object> args =
        Stream.of("analyze", folder.resolve("events.csv"), "--out", folder.resolve("out"));
    String[] words =
        Stream.concat(args, Stream.of(more)).map(Object::toString).toArray(String[]::new);
    int exitCode = Main.run(new PrintWriter(out), new PrintWriter(err), words);
    return new Outcome(exitCode, out.toString(), err.toString());
  }

  private JsonNode learned() throws IOException {
    return JsonMapper.shared().readTree(Files.readString(folder.resolve("out/learned.json")));
  }

  private List<String> accounts() throws IOException {
    return Files.readAllLines(folder.resolve("out/accounts.csv"));
  }

  @Test
  void labelsMoveScoresIfTheyFindMoreAndReasonsStillSum() throws IOException {
    Outcome done = analyze("--labels", labels(true), "--learn");
    assertThat(done.exitCode()).as(done.err()).isZero();
    assertThat(done.out()).contains("labels move scores: ");
    assertThat(learned().path("in_force").asBoolean()).isTrue();
    assertThat(learned().at("/compared/recall_adjusted").asDouble())
        .isGreaterThan(learned().at("/compared/recall_alone").asDouble());
    assertThat(learned().path("adjustments").toString()).contains("target_variety");
    assertThat(learned().path("learned_until").asString()).isEqualTo("2026-03-01T00:09:59Z");
    List<String> rows = accounts();
    long first = rows.stream().skip(1).limit(100).filter(LearnTest::isAbusive).count();
    assertThat(first).isGreaterThan(90);
    assertThat(rows.get(1)).contains("verdicts_target_variety:+");
    for (String row : rows.subList(1, rows.size())) {
      String[] fields = row.split(",", -1);
      double sum =
          Stream.of(fields[fields.length - 1].split(";", -1))
              .filter(reason -> !reason.isEmpty())
              .mapToDouble(reason -> Double.parseDouble(reason.split(":", -1)[1]))
              .sum();
      assertThat(sum).as(row).isCloseTo(Double.parseDouble(fields[1]), within(1e-6));
    }
    assertThat(folder.resolve("out/report.html")).content().contains("labels move scores");
  }

  private static String account(String row) {
    return row.substring(0, row.indexOf(','));
  }

  private static boolean isAbusive(String row) {
    return Integer.parseInt(row.substring("user-".length(), row.indexOf(','))) % 5 == 0;
  }

  @Test
  void labelsThatSayNothingChangeNothing() throws IOException {
    analyze();
    List<String> before = accounts();
    Outcome done = analyze("--labels", labels(false), "--learn");
    assertThat(done.exitCode()).as(done.err()).isZero();
    assertThat(done.out()).contains("labels move no score: ");
    assertThat(learned().path("in_force").asBoolean()).isFalse();
    assertThat(learned().path("adjustments").isNull()).isTrue();
    assertThat(accounts()).isEqualTo(before);
    analyze();
    assertThat(folder.resolve("out/learned.json")).as("of an earlier run").doesNotExist();
  }

  /** What was learned of one log scores another, as long as accounts there are alike. */
  @Test
  void scoresWithWhatAnEarlierRunLearnedWhileAccountsAreAlike() throws IOException {
    Path model = folder.resolve("model.json");
    analyze("--labels", labels(true), "--learn", "--save-model", model);
    List<String> before = accounts();
    Path learned = Files.copy(folder.resolve("out/learned.json"), folder.resolve("kept.json"));
    Outcome again = analyze("--model", model, "--learned", learned);
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.out()).contains("labels move scores: what was learned before still fits");
    assertThat(accounts()).isEqualTo(before);

    List<String> events = Files.readAllLines(folder.resolve("events.csv"));
    Files.write(
        folder.resolve("events.csv"),
        events.stream().filter(event -> !event.contains("item-") || isAbusive(event)).toList());
    Outcome others = analyze("--model", model, "--learned", learned);
    assertThat(others.exitCode()).as(others.err()).isZero();
    assertThat(others.out())
        .contains("labels move no score: accounts are no longer those that verdicts were learned");
    assertThat(accounts()).noneMatch(row -> row.contains("verdicts_"));
  }

  /**
   * Those who repeat themselves turn out benign after all, and those whom the score had first are
   * not.
   */
  @Test
  void fallsBackWhenLaterLabelsSpeakAgainstIt() throws IOException {
    Path model = folder.resolve("model.json");
    analyze("--labels", labels(true), "--learn", "--save-model", model);
    Path learned = Files.copy(folder.resolve("out/learned.json"), folder.resolve("kept.json"));
    analyze();
    List<String> rows = accounts().subList(1, ACCOUNTS + 1);
    List<String> others = rows.stream().filter(row -> !isAbusive(row)).toList();
    List<String> repeating = rows.stream().filter(LearnTest::isAbusive).toList();
    StringBuilder turned = new StringBuilder("account_id,label,origin,decided_at\n");
    others.subList(0, 60).forEach(row -> turned.append(account(row)).append(",1,review,AT\n"));
    others.subList(60, 480).forEach(row -> turned.append(account(row)).append(",0,audit,AT\n"));
    repeating.subList(60, 120).forEach(row -> turned.append(account(row)).append(",0,audit,AT\n"));
    Outcome done = since(turned.toString().replace("AT", "2026-03-02"), model, learned);
    assertThat(done.out()).contains("labels move no score: of ").contains("judged since");
    // The newest that was learned from is of 00:09:59; what is no later, or has no time, says
    // nothing of what came since.
    Outcome before = since(turned.toString().replace("AT", "2026-03-01T00:09:59Z"), model, learned);
    assertThat(before.out()).contains("labels move scores: what was learned before still fits");
    Outcome whenever = since(turned.toString().replace("AT", ""), model, learned);
    assertThat(whenever.out()).contains("labels move scores: what was learned before still fits");
  }

  private Outcome since(String labels, Path model, Path learned) throws IOException {
    Path since = Files.writeString(folder.resolve("since.csv"), labels);
    Outcome done = analyze("--model", model, "--learned", learned, "--labels", since);
    assertThat(done.exitCode()).as(done.err()).isZero();
    return done;
  }

  /** Without a time nobody can tell what was learned from what came later. */
  @Test
  void labelsWithoutATimeMoveNoScore() throws IOException {
    String labels = Files.readString(labels(true));
    Path untimed =
        Files.writeString(folder.resolve("untimed.csv"), labels.replaceAll(",audit,.*", ",audit,"));
    Outcome done = analyze("--labels", untimed, "--learn");
    assertThat(done.exitCode()).as(done.err()).isZero();
    assertThat(done.out())
        .contains("labels move no score: 600 of 600 labels have no decided_at")
        .contains("none is known to be later than another");
  }

  @Test
  void refusesLabelsOfWhichOnlySomeSayHowLikelyTheyWere() throws IOException {
    Path partly =
        Files.writeString(
            folder.resolve("partly.csv"),
            "account_id,label,inclusion_probability\nuser-1,1,0.5\nuser-2,0,\n");
    Outcome done = analyze("--labels", partly, "--learn");
    assertThat(done.exitCode()).isEqualTo(1);
    assertThat(done.err()).contains("1 of 2 labels have an inclusion_probability");
  }

  @Test
  void refusesWhatIsNotOfThisModel() throws IOException {
    Path model = folder.resolve("model.json");
    analyze("--labels", labels(true), "--learn");
    Path learned = Files.copy(folder.resolve("out/learned.json"), folder.resolve("kept.json"));
    analyze("--save-model", model, "--seed", 2);
    Outcome other = analyze("--model", model, "--learned", learned);
    assertThat(other.exitCode()).isEqualTo(1);
    assertThat(other.err()).contains("it was learned with another model");
    Files.writeString(learned, "[1, 2");
    assertThat(analyze("--model", model, "--learned", learned).err()).contains("it is no JSON");
    Files.writeString(learned, "[]");
    assertThat(analyze("--model", model, "--learned", learned).err())
        .contains("not of the format ringwatch-learned");
  }

  @Test
  void saysWhatItNeeds() throws IOException {
    assertThat(analyze("--learn").err()).contains("--learn needs labels");
    assertThat(analyze("--labels", labels(true), "--labels-are-a-random-sample").err())
        .contains("only matters with --learn");
    assertThat(analyze("--learned", folder.resolve("kept.json")).err())
        .contains("--learned goes with the --model");
  }
}
