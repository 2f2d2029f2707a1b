package dev.ringwatch.app.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.ringwatch.app.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command as a person runs it: real files in, exit code, words and files out. */
class CalibrateCommandTest {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  private Path folder;

  private record Outcome(int exitCode, String out, String err) {}

  private static Outcome run(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] words = Stream.of(args).map(Object::toString).toArray(String[]::new);
    int exitCode = Main.run(new PrintWriter(out), new PrintWriter(err), words);
    return new Outcome(exitCode, out.toString(), err.toString());
  }

  private Outcome calibrate(Path accounts, Path labels, Object... more) {
    Stream<Object> args =
        Stream.of("calibrate", "--accounts", accounts, "--labels", labels, "--out", out());
    return run(Stream.concat(args, Stream.of(more)).toArray());
  }

  private Path out() {
    return folder.resolve("out");
  }

  private JsonNode threshold() throws IOException {
    return JSON.readTree(Files.readString(out().resolve("threshold.json")));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  /** Accounts b0... are benign and score 0 to 39.9, a0... abusive with 30 to 89.9. */
  private Path accounts(int benign, int abusive) throws IOException {
    Random random = new Random(5);
    StringBuilder text = new StringBuilder("account_id,risk_score,band\n");
    for (int i = 0; i < benign; i++) {
      text.append(row("b" + i, random.nextInt(400) / 10.0));
    }
    for (int i = 0; i < abusive; i++) {
      text.append(row("a" + i, 30 + random.nextInt(600) / 10.0));
    }
    return write("accounts.csv", text.toString());
  }

  private static String row(String account, double score) {
    return String.format(Locale.ROOT, "%s,%.1f,low%n", account, score);
  }

  private Path labels(int benign, int abusive) throws IOException {
    StringBuilder text = new StringBuilder("account_id,label,origin,abuse_type\n");
    for (int i = 0; i < benign; i++) {
      text.append("b").append(i).append(",0,audit,\n");
    }
    for (int i = 0; i < abusive; i++) {
      text.append("a").append(i).append(",1,review,").append(i % 2 == 0 ? "spam\n" : "scam\n");
    }
    return write("labels.csv", text.toString());
  }

  @Test
  void writesAThresholdWithWhatItRestsOn() throws IOException {
    Outcome done = calibrate(accounts(500, 60), labels(500, 60));
    assertThat(done.exitCode()).as(done.err()).isZero();
    assertThat(done.err()).isEmpty();
    assertThat(done.out()).contains("threshold 39.").contains("of 500)").contains("ROC-AUC");
    JsonNode json = threshold();
    assertThat(json.path("threshold").asDouble()).isBetween(39.0, 40.0);
    assertThat(json.path("max_fpr").asDouble()).isEqualTo(0.02);
    assertThat(json.path("confidence").asDouble()).isEqualTo(0.95);
    assertThat(json.path("n").asInt()).isEqualTo(500);
    assertThat(json.path("rank").asInt()).isBetween(494, 498);
    assertThat(json.path("violation_probability").asDouble()).isBetween(0.0, 0.05);
    assertThat(json.path("smallest_n").asInt()).isEqualTo(149);
    assertThat(json.path("decided_by").asString()).isEqualTo("false_positive_bound");
    assertThat(json.path("refused").isNull()).isTrue();
    for (String share : List.of("recall", "precision", "roc_auc", "average_precision")) {
      JsonNode of = json.path(share);
      assertThat(of.path("value").asDouble())
          .as(share)
          .isBetween(of.path("low").asDouble(), of.path("high").asDouble());
    }
  }

  /** What the file says of the threshold, counted over the input again. */
  @Test
  void saysWhatCanBeCountedOutOfItsInput() throws IOException {
    Path accounts = accounts(500, 60);
    calibrate(accounts, labels(500, 60));
    double from = threshold().path("threshold").asDouble();
    List<String> rows = Files.readAllLines(accounts);
    long benign = flagged(rows, "b", from);
    long abusive = flagged(rows, "a", from);
    assertThat(threshold().path("flagged_accounts").asLong()).isEqualTo(benign + abusive);
    assertThat(threshold().path("recall").path("value").asDouble())
        .isCloseTo(abusive / 60.0, within(1e-12));
    assertThat(threshold().path("precision").path("value").asDouble())
        .isCloseTo(abusive / (double) (abusive + benign), within(1e-12));
    List<String> curve = Files.readAllLines(out().resolve("curves.csv"));
    assertThat(curve.getFirst()).isEqualTo("threshold,false_positive_rate,recall,precision");
    assertThat(curve.get(1)).isEqualTo("inf,0.0,0.0,1.0");
    assertThat(curve)
        .anyMatch(row ->
            row.endsWith("," + abusive / 60.0 + "," + abusive / (double) (abusive + benign)));
  }

  /** Of 500 benign accounts, a group of 40 has all the high scores. */
  @Test
  void warnsWhereTheBoundFailsForAGroup() throws IOException {
    StringBuilder accounts = new StringBuilder("account_id,risk_score\n");
    StringBuilder labels = new StringBuilder("account_id,label,origin,country,account_age_days\n");
    for (int i = 0; i < 1000; i++) {
      accounts.append("b").append(i).append(',').append(i % 25 == 0 ? i % 79 : i % 40).append('\n');
      labels.append("b").append(i).append(",0,audit,");
      labels.append(i % 25 == 0 ? "PT," : "SE,").append(i % 2 == 0 ? "0.2\n" : "90\n");
    }
    for (int i = 0; i < 30; i++) {
      accounts.append("a").append(i).append(",").append(30 + i).append('\n');
      labels.append("a").append(i).append(",1,review,SE,3\n");
    }
    Outcome done =
        calibrate(
            write("accounts.csv", accounts.toString()), write("labels.csv", labels.toString()));
    assertThat(done.exitCode()).as(done.err()).isZero();
    assertThat(done.out())
        .containsOnlyOnce("warning: ")
        .contains("warning: country PT: ")
        .contains("of 40 benign audited accounts are flagged, more than the bound of 2 % allows");
    JsonNode portugal = threshold().path("groups").get(1);
    assertThat(portugal.path("kind").asString()).isEqualTo("country");
    assertThat(portugal.path("group").asString()).isEqualTo("PT");
    assertThat(portugal.path("benign_audited").asInt()).isEqualTo(40);
    assertThat(portugal.path("bound_broken").asBoolean()).isTrue();
    double rate = portugal.path("flagged").asDouble() / 40;
    assertThat(rate)
        .isBetween(
            portugal.path("false_positive_rate").path("low").asDouble(),
            portugal.path("false_positive_rate").path("high").asDouble());
    JsonNode sweden = threshold().path("groups").get(0);
    assertThat(sweden.path("bound_broken").asBoolean()).isFalse();
    assertThat(sweden.path("warning").isNull()).isTrue();
    assertThat(out().resolve("calibration.html"))
        .content()
        .contains("The bound fails for a group")
        .contains("under 1 day")
        .contains("30 to 365 days");
  }

  /** Of 71 countries the smallest has all the high scores, and a name that turns text around. */
  @Test
  void showsTheGroupsForWhichTheBoundFailsBeforeThereIsNoMoreRoom() throws IOException {
    StringBuilder accounts = new StringBuilder("account_id,risk_score\n");
    StringBuilder labels = new StringBuilder("account_id,label,origin,country\n");
    for (int i = 0; i < 1_400; i++) {
      accounts.append("b%d,%d\n".formatted(i, i / 70));
      labels.append("b%d,0,audit,country-%d\n".formatted(i, i % 70));
    }
    for (int i = 0; i < 15; i++) {
      accounts.append("z%d,%d\n".formatted(i, 80 + i));
      labels.append("z%d,0,audit,zz\u202E\n".formatted(i));
    }
    for (int i = 0; i < 30; i++) {
      accounts.append("a%d,%d\n".formatted(i, 60 + i));
      labels.append("a%d,1,review,\n".formatted(i));
    }
    Outcome done =
        calibrate(
            write("accounts.csv", accounts.toString()), write("labels.csv", labels.toString()));
    assertThat(done.exitCode()).as(done.err()).isZero();
    assertThat(done.out()).contains("warning: country zz⟨U+202E⟩: 15 of 15 benign audited");
    assertThat(out().resolve("calibration.html"))
        .content()
        .contains("<bdi>zz⟨U+202E⟩</bdi>")
        .contains("<b>fails here</b>")
        .contains("no room here for 11 other groups")
        .doesNotContain("\u202E");
  }

  private static long flagged(List<String> rows, String kind, double from) {
    return rows.stream()
        .filter(row -> row.startsWith(kind) && !row.startsWith("account_id"))
        .filter(row -> Double.parseDouble(row.split(",", -1)[1]) >= from)
        .count();
  }

  @Test
  void theSameFilesGiveTheSameAnswers() throws IOException {
    calibrate(accounts(300, 30), labels(300, 30));
    String first = Files.readString(out().resolve("threshold.json"));
    calibrate(accounts(300, 30), labels(300, 30));
    assertThat(out().resolve("threshold.json")).content().isEqualTo(first);
    calibrate(accounts(300, 30), labels(300, 30), "--seed", 2);
    assertThat(out().resolve("threshold.json")).content().isNotEqualTo(first);
  }

  @Test
  void theStrictestRuleDecides() throws IOException {
    Outcome done =
        calibrate(accounts(500, 60), labels(500, 60), "--review-budget", 10, "--cost-ratio", 0.5);
    assertThat(done.exitCode()).as(done.err()).isZero();
    assertThat(done.out()).contains("the strictest wins, the review budget");
    JsonNode json = threshold();
    assertThat(json.path("decided_by").asString()).isEqualTo("review_budget");
    assertThat(json.path("flagged_accounts").asInt()).isLessThanOrEqualTo(10);
    assertThat(json.path("candidates").path("cost").path("cost_per_account").isNumber()).isTrue();
    assertThat(json.path("candidates").path("false_positive_bound").path("threshold").asDouble())
        .isLessThan(json.path("threshold").asDouble());
  }

  @Test
  void tooFewLabelsAreSaidWithHowManyItTakesAndTheRestIsReported() throws IOException {
    Outcome done = calibrate(accounts(500, 60), labels(148, 60));
    assertThat(done.exitCode()).isEqualTo(1);
    assertThat(done.err())
        .hasLineCount(1)
        .contains("no threshold: 148 benign accounts of the random audit are too few")
        .contains("at least 149");
    assertThat(threshold().path("threshold").isNull()).isTrue();
    assertThat(threshold().path("refused").path("code").asString()).isEqualTo("too_few");
    assertThat(threshold().path("roc_auc").path("value").isNumber()).isTrue();
    assertThat(out().resolve("calibration.html")).content().contains("No threshold");
    assertThat(calibrate(accounts(500, 60), labels(149, 60)).exitCode()).isZero();
  }

  @Test
  void labelsWithoutAnAuditCarryNoBoundUnlessSomebodyVouchesForThem() throws IOException {
    String plain =
        Files.readString(labels(300, 30))
            .replace(",origin,abuse_type", "")
            .replaceAll("(?m),(audit|review),.*$", "");
    Path labels = write("plain.csv", plain);
    Outcome done = calibrate(accounts(300, 30), labels);
    assertThat(done.exitCode()).isEqualTo(1);
    assertThat(done.err()).hasLineCount(1).contains("--labels-are-a-random-sample");
    assertThat(threshold().path("threshold").isNull()).isTrue();
    assertThat(threshold().path("average_precision").path("value").isNumber()).isTrue();
    assertThat(calibrate(accounts(300, 30), labels, "--labels-are-a-random-sample").exitCode())
        .isZero();
    Outcome both = calibrate(accounts(300, 30), labels(300, 30), "--labels-are-a-random-sample");
    assertThat(both.exitCode()).isEqualTo(1);
    assertThat(both.err()).hasLineCount(1).contains("origin");
  }

  @Test
  void oneKindOfLabelOnlyIsNoThreshold() throws IOException {
    Outcome benign = calibrate(accounts(300, 30), labels(300, 0));
    assertThat(benign.exitCode()).isEqualTo(1);
    assertThat(benign.err()).hasLineCount(1).contains("all 300 labels say benign");
    assertThat(threshold().path("threshold").isNull()).isTrue();
    assertThat(calibrate(accounts(300, 30), labels(0, 30)).err()).contains("say abusive");
    assertThat(calibrate(accounts(300, 30), labels(0, 0)).err()).contains("no labels");
    assertThat(out().resolve("calibration.html")).content().contains("there is no curve");
  }

  @Test
  void equalScoresAreNoThreshold() throws IOException {
    String equal = Files.readString(accounts(300, 30)).replaceAll(",[0-9.]+,", ",7.5,");
    Outcome done = calibrate(write("equal.csv", equal), labels(300, 30));
    assertThat(done.exitCode()).isEqualTo(1);
    assertThat(done.err()).hasLineCount(1).contains("score of 7.5");
    assertThat(threshold().path("refused").path("code").asString()).isEqualTo("equal_scores");
  }

  @Test
  void labelsOfUnknownAccountsAreSaidOrSkippedWhenAsked() throws IOException {
    Path labels =
        write("more.csv", Files.readString(labels(300, 30)) + "ghost,1,review,\nshade,0,audit,\n");
    Outcome done = calibrate(accounts(300, 30), labels);
    assertThat(done.exitCode()).isEqualTo(1);
    assertThat(done.err()).hasLineCount(1).contains("2 labelled accounts").contains("ghost");
    assertThat(out()).doesNotExist();
    assertThat(calibrate(accounts(300, 30), labels, "--skip-unknown").exitCode()).isZero();
    assertThat(threshold().path("labels").path("skipped").asInt()).isEqualTo(2);
    assertThat(threshold().path("n").asInt()).isEqualTo(300);
  }

  /** Nothing that was there before is touched. */
  @Test
  void contradictoryAndOddFilesLeaveAnEarlierThresholdAlone() throws IOException {
    Path accounts = accounts(300, 30);
    Path labels = labels(300, 30);
    calibrate(accounts, labels);
    String before = Files.readString(out().resolve("threshold.json"));
    String known = Files.readString(labels);
    String scores = Files.readString(accounts);
    List<Outcome> outcomes =
        List.of(
            calibrate(accounts, write("1.csv", known + "b0,1,audit,\n")),
            calibrate(accounts, write("2.csv", known + "b0,0,review,\n")),
            calibrate(accounts, write("3.csv", known + "b1,perhaps,audit,\n")),
            calibrate(accounts, write("4.csv", "who,label\nb0,1\n")),
            calibrate(accounts, write("5.csv", "")),
            calibrate(accounts, folder.resolve("absent.csv")),
            calibrate(
                accounts,
                write("6.csv", "account_id,label,inclusion_probability\nb0,0,0.5\na0,1,\n")),
            calibrate(
                accounts, write("7.csv", "account_id,label,inclusion_probability\nb0,0,1.5\n")),
            calibrate(write("8.csv", scores + "c,NaN,low\n"), labels),
            calibrate(write("9.csv", scores + "c,101,low\n"), labels),
            calibrate(write("10.csv", scores + ",1,low\n"), labels),
            calibrate(write("11.csv", "account_id\nb0\n"), labels),
            calibrate(write("12.csv", scores + "c\n"), labels),
            calibrate(write("13.csv", "account_id,risk_score,date\nb0,1,today\n"), labels),
            calibrate(write("14.csv", "account_id,risk_score\n"), labels));
    for (Outcome outcome : outcomes) {
      assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(1);
      assertThat(outcome.err()).hasLineCount(1).doesNotContain("should not have");
    }
    assertThat(outcomes.getFirst().err()).contains("both abusive and benign");
    assertThat(outcomes.get(6).err()).contains("1 of 2 labels have an inclusion_probability");
    assertThat(outcomes.get(8).err()).contains("8.csv line 332").contains("NaN");
    assertThat(out().resolve("threshold.json")).content().isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "--max-fpr, 0, --max-fpr",
    "--max-fpr, 1.5, --max-fpr",
    "--confidence, 1, --confidence",
    "--confidence, NaN, --confidence",
    "--cost-ratio, 0, --cost-ratio",
    "--review-budget, -1, --review-budget",
    "--review-budget, many, --review-budget"
  })
  void saysWhatIsWrongWithAnOption(String option, String value, String named) throws IOException {
    Outcome done = calibrate(accounts(3, 1), labels(3, 1), option, value);
    assertThat(done.exitCode()).isEqualTo(2);
    assertThat(done.err()).contains(named).contains("calibrate --help");
    assertThat(out()).doesNotExist();
  }

  @Test
  void weighsLabelsByTheirInclusionProbability() throws IOException {
    StringBuilder text = new StringBuilder("account_id,label,origin,inclusion_probability\n");
    for (int i = 0; i < 300; i++) {
      text.append("b").append(i).append(",0,audit,0.1\n");
    }
    text.append("a0,1,review,1\na1,1,audit,0.1\na2,1,audit,0.1\n");
    String scores = Files.readString(accounts(300, 0)) + "a0,90.0,high\na1,5.0,low\na2,95.0,high\n";
    calibrate(write("scores.csv", scores), write("weighted.csv", text.toString()));
    assertThat(threshold().path("recall").path("value").asDouble())
        .isCloseTo(11 / 21.0, within(1e-9));
    assertThat(threshold().path("labels").path("weighted").asBoolean()).isTrue();
  }

  @Test
  void countsTheHighestScoreOfADayOneDayPerAccountAndLooksAtLaterDays() throws IOException {
    Random random = new Random(9);
    StringBuilder scores = new StringBuilder("account_id,date,risk_score\n");
    for (int i = 0; i < 800; i++) {
      for (int day = 1; day <= 2; day++) {
        String date = ",2026-03-0" + day + ",";
        scores.append("b").append(i).append(date).append(random.nextInt(400) / 10.0).append("\n");
        scores.append("b").append(i).append(date).append("0.0\n");
      }
    }
    for (int i = 0; i < 30; i++) {
      scores.append("a").append(i).append(",2026-03-02,80\n");
    }
    Outcome done = calibrate(write("days.csv", scores.toString()), labels(800, 30));
    assertThat(done.exitCode()).as(done.err()).isZero();
    JsonNode json = threshold();
    assertThat(json.path("n").asInt()).isEqualTo(800);
    assertThat(json.path("days").asInt()).isEqualTo(2);
    assertThat(json.path("threshold").asDouble()).isBetween(38.5, 40.0);
    JsonNode later = json.path("later_days");
    assertThat(later.path("from").asString()).isEqualTo("2026-03-02");
    assertThat(later.path("benign").asInt()).isBetween(340, 460);
    assertThat(later.path("p_value").asDouble()).isGreaterThan(0.01);
  }

  @Test
  void refusesAFolderThatIsAFileOrThatHoldsAnInputInTheWay() throws IOException {
    Path accounts = accounts(300, 30);
    Path labels = labels(300, 30);
    Outcome file = run("calibrate", "--accounts", accounts, "--labels", labels, "--out", labels);
    assertThat(file.exitCode()).isEqualTo(1);
    assertThat(file.err()).hasLineCount(1).contains("is a file");
    Path inTheWay = Files.move(accounts, folder.resolve("curves.csv"));
    Outcome over = run("calibrate", "--accounts", inTheWay, "--labels", labels, "--out", folder);
    assertThat(over.exitCode()).isEqualTo(1);
    assertThat(over.err()).hasLineCount(1).contains("would be overwritten");
    assertThat(Files.readAllLines(inTheWay)).hasSize(331);
  }

  @Test
  void calibratesWhatAnalyzeWrote() throws IOException {
    Path day = folder.resolve("day");
    assertThat(run("generate", "--out", day, "--accounts", 2000, "--events", 40_000).exitCode())
        .isZero();
    Path labels = day.resolve("labels.csv");
    Path answers = folder.resolve("answers");
    run("analyze", day.resolve("events.csv"), "--out", answers);
    Outcome done =
        calibrate(answers.resolve("accounts.csv"), labels, "--labels-are-a-random-sample");
    assertThat(done.exitCode()).as(done.err()).isZero();
    assertThat(threshold().path("n").asInt()).isGreaterThan(1500);
    assertThat(threshold().path("recall").path("value").asDouble()).isGreaterThan(0.5);
  }
}
