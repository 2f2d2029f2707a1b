package dev.ringwatch.app.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.app.Main;
import dev.ringwatch.app.parquet.DuckDb;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command as a person runs it: real files in, exit code, words and files out. */
class AnalyzeCommandTest {

  private static final String HEADER = "event_id,account_id,action,timestamp,ip,device_id\n";

  @TempDir
  @SuppressWarnings("NullAway.Init") // set by JUnit
  private static Path shared;

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

  @BeforeAll
  static void generateADay() {
    Outcome made =
        run("generate", "--out", shared.resolve("day"), "--accounts", 2000, "--events", 40_000);
    assertThat(made.exitCode()).as(made.err()).isZero();
  }

  private static Path day(String file) {
    return shared.resolve("day").resolve(file);
  }

  @Test
  void writesEveryAnswerWithItsColumns() throws IOException {
    Outcome done =
        run("analyze", day("events.csv"), "--labels", day("labels.csv"), "--out", folder);
    assertThat(done.exitCode()).as(done.err()).isZero();
    assertThat(done.err()).isEmpty();
    assertThat(done.out()).contains("accounts at high risk").contains("ROC-AUC");
    assertThat(header("accounts.csv"))
        .isEqualTo("account_id,risk_score,band,anomaly_score,ring_id,ring_score,events,reasons");
    assertThat(header("rings.csv")).isEqualTo("ring_id,account_id,ring_score,role");
    assertThat(header("edges.csv")).isEqualTo("account_a,account_b,weight,p_value,evidence");
    assertThat(header("rejected.csv")).isEqualTo("line,reason,text");
    assertThat(folder.resolve("report.html")).content().contains("<html").contains("</html>");
    assertThat(folder.resolve("summary.json")).content().contains("\"roc_auc\"");
  }

  private String header(String file) throws IOException {
    return Files.readAllLines(folder.resolve(file)).getFirst();
  }

  @Test
  void reasonsSumToTheScoreHighestRiskFirst() throws IOException {
    run("analyze", day("events.csv"), "--out", folder);
    BigDecimal previous = BigDecimal.valueOf(100);
    List<String> rows = Files.readAllLines(folder.resolve("accounts.csv"));
    assertThat(rows).hasSize(2001);
    for (String row : rows.subList(1, rows.size())) {
      String[] fields = row.split(",", -1);
      BigDecimal score = new BigDecimal(fields[1]);
      BigDecimal sum = BigDecimal.ZERO;
      for (String reason : fields[7].split(";", -1)) {
        sum = sum.add(new BigDecimal(reason.isEmpty() ? "0" : reason.split(":", -1)[1]));
      }
      assertThat(sum).as(row).isEqualByComparingTo(score);
      assertThat(score).isLessThanOrEqualTo(previous);
      previous = score;
    }
  }

  @Test
  void orderSplitAndCompressionOfTheInputDoNotMatter() throws IOException {
    run("analyze", day("events.csv"), "--out", folder.resolve("sorted"));
    List<String> rows = new ArrayList<>(Files.readAllLines(day("events.csv")));
    String header = rows.removeFirst();
    Collections.shuffle(rows, new Random(5));
    Path first = Files.write(folder.resolve("a.csv"), with(header, rows.subList(0, 15_000)));
    Path second = folder.resolve("b.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(second))) {
      for (String row : with(header, rows.subList(15_000, rows.size()))) {
        out.write((row + "\r\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
      }
    }
    Outcome done = run("analyze", second, first, "--out", folder.resolve("shuffled"));
    assertThat(done.exitCode()).as(done.err()).isZero();
    for (String file : List.of("accounts.csv", "rings.csv", "edges.csv")) {
      assertThat(folder.resolve("shuffled").resolve(file))
          .hasSameTextualContentAs(folder.resolve("sorted").resolve(file));
    }
  }

  private static List<String> with(String header, List<String> rows) {
    List<String> all = new ArrayList<>(rows);
    all.addFirst(header);
    return all;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "talkingdata_clicks",
        "auth_log_ec2",
        "bot_or_not_en30",
        "bot_or_not_en32",
        "cib_mixed_airline",
        "cib_mixed_demonetization",
        "coortweet_russian",
        "cowrie_2022_aws",
        "ecommerce_fraud"
      })
  void analysesRealData(String set) throws IOException {
    Path data = Path.of("../../shared/data", set, "events.csv.gz");
    Outcome done = run("analyze", data, "--out", folder);
    assertThat(done.exitCode()).as(done.err()).isZero();
    assertThat(Files.readAllLines(folder.resolve("accounts.csv"))).hasSizeGreaterThan(50);
  }

  @Test
  void countsDuplicatesOnceAndKeepsIdenticalRowsWithoutIds() throws IOException {
    String row = "anna,login,2026-01-01T00:00:00Z\n";
    Path noIds = write("noids.csv", "account_id,action,timestamp\n" + row.repeat(10));
    run("analyze", noIds, "--out", folder.resolve("noids"));
    assertThat(account("noids", "anna")).contains(",10,");
    String same = "e1,anna,login,2026-01-01T00:00:00Z,,\n";
    Outcome done =
        run("analyze", write("ids.csv", HEADER + same.repeat(10)), "--out", folder.resolve("ids"));
    assertThat(account("ids", "anna")).contains(",1,");
    assertThat(done.out()).contains("9 duplicates");
  }

  private String account(String run, String id) throws IOException {
    return Files.readAllLines(folder.resolve(run).resolve("accounts.csv")).stream()
        .filter(row -> row.startsWith(id + ","))
        .findFirst()
        .orElseThrow();
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void rejectsBrokenRowsWithAReasonAndGoesOn() throws IOException {
    Path file =
        write(
            "mixed.csv",
            HEADER
                + "1,anna,login,2026-01-01T00:00:00Z,,\n"
                + "2,,login,2026-01-01T00:00:00Z,,\n"
                + "3,bert,login,yesterday,,\n"
                + "4,bert,login,2999-01-01T00:00:00Z,,\n"
                + "5,bert\n"
                + "6,\"bert,login,2026-01-01T00:00:00Z,,\n"
                + "7,carl,login,2026-01-01T00:00:00Z,,\n"
                + "x".repeat(10_000_000)
                + "\n8,dora,login,2026-01-01T00:00:00Z,,\n");
    Outcome done = run("analyze", file, "--out", folder.resolve("out"));
    assertThat(done.exitCode()).as(done.err()).isZero();
    assertThat(done.out()).contains("3 events of 3 accounts").contains("6 lines rejected");
    assertThat(Files.readAllLines(folder.resolve("out/rejected.csv")))
        .hasSize(7)
        .extracting(row -> row.split(",", 2)[0])
        .containsExactly("line", "3", "4", "5", "6", "7", "9");
    assertThat(folder.resolve("out/rejected.csv"))
        .content()
        .contains("future")
        .hasSizeLessThan(5000);
  }

  @Test
  void saysInOneSentenceWhyNothingCouldBeAnalysed() throws IOException {
    byte[] binary = new byte[5000];
    new Random(1).nextBytes(binary);
    assertSentence(write("wrong.csv", "name,when\nanna,now\n"), "account_id");
    assertSentence(write("empty.csv", ""), "empty");
    assertSentence(write("header.csv", HEADER), "header");
    assertSentence(Files.write(folder.resolve("image.png"), binary), "");
    assertSentence(write("broken.csv", HEADER + "1,,login,2026-01-01T00:00:00Z,,\n"), "rejected");
    assertSentence(folder.resolve("missing.csv"), "does not exist");
    assertSentence(folder, "directory");
  }

  private void assertSentence(Path file, String word) {
    Outcome done = run("analyze", file, "--out", folder.resolve("nothing"));
    assertThat(done.exitCode()).as(file.toString()).isEqualTo(1);
    assertThat(done.err().strip())
        .startsWith("ringwatch: ")
        .contains(word)
        .contains(file.getFileName().toString())
        .doesNotContain("Exception")
        .doesNotContain("\tat ")
        .hasLineCount(1);
  }

  @Test
  void usesWhatATruncatedGzipStillHolds() throws IOException {
    byte[] whole;
    try (var bytes = new java.io.ByteArrayOutputStream()) {
      try (OutputStream out = new GZIPOutputStream(bytes)) {
        Files.copy(day("events.csv"), out);
      }
      whole = bytes.toByteArray();
    }
    Path cut =
        Files.write(folder.resolve("cut.csv.gz"), java.util.Arrays.copyOf(whole, whole.length / 2));
    Outcome done = run("analyze", cut, "--out", folder.resolve("out"));
    assertThat(done.exitCode()).as(done.err()).isZero();
    assertThat(folder.resolve("out/rejected.csv")).content().contains("gzip");
  }

  @Test
  void findsColumnsUnderOtherNames() throws IOException {
    Path file = write("mapped.csv", "uid,what,when\nanna,login,2026-01-01T00:00:00Z\n");
    Outcome done =
        run("analyze", file, "--map", "account_id=uid,action=what,timestamp=when", "--out", folder);
    assertThat(done.exitCode()).as(done.err()).isZero();
    Outcome wrong = run("analyze", file, "--map", "acount=uid", "--out", folder);
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err()).contains("--map: there is no column acount").doesNotContain("\tat ");
  }

  @Test
  void neverOverwritesItsInput() throws IOException {
    Path input = write("accounts.csv", HEADER + "1,anna,login,2026-01-01T00:00:00Z,,\n");
    Outcome done = run("analyze", input, "--out", folder);
    assertThat(done.exitCode()).isEqualTo(1);
    assertThat(done.err()).contains("would be overwritten").hasLineCount(1);
    assertThat(input).content().startsWith(HEADER);
  }

  @Test
  void replacesTheAnswersOfAnEarlierRunTogetherAndOnlyIfItSucceeds() throws IOException {
    Path out = folder.resolve("answers");
    run("analyze", day("events.csv"), "--out", out);
    String accounts = Files.readString(out.resolve("accounts.csv"));
    Path abandoned = Files.createDirectory(out.resolve(".unfinished-answers-999999999-1"));
    Outcome failed = run("analyze", write("broken.csv", HEADER + "1\n"), "--out", out);
    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(out.resolve("accounts.csv")).content().isEqualTo(accounts);
    assertThat(out.resolve("rejected.csv")).content().hasLineCount(2);
    assertThat(abandoned).doesNotExist();
    run("analyze", day("events.csv"), "--out", out, "--format", "parquet");
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "accounts.parquet",
              "rings.parquet",
              "edges.parquet",
              "rejected.parquet",
              "summary.json",
              "report.html");
    }
  }

  @Test
  void savesNoModelWhereAnAnswerGoesOrNothingCan() throws IOException {
    Path out = folder.resolve("out");
    Outcome answer =
        run(
            "analyze",
            day("events.csv"),
            "--out",
            out,
            "--save-model",
            out.resolve("summary.json"));
    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.err()).contains("is where an answer goes").hasLineCount(1);
    Outcome place = run("analyze", day("events.csv"), "--out", out, "--save-model", folder);
    assertThat(place.exitCode()).isEqualTo(1);
    assertThat(place.err()).contains("is a folder").hasLineCount(1);
  }

  @Test
  void saysWhatIsWrongWithTheFolder() throws IOException {
    Path file = write("afile", "x");
    Outcome done = run("analyze", day("events.csv"), "--out", file);
    assertThat(done.exitCode()).isEqualTo(1);
    assertThat(done.err()).contains("afile").contains("is a file");
  }

  @Test
  void saysWhatIsWrongWithLabels() throws IOException {
    Path absent = folder.resolve("none.csv");
    Path odd = write("odd.csv", "account_id,label\nanna,maybe\n");
    Path both = write("both.csv", "account_id,label\nanna,1\nanna,0\n");
    Path columns = write("columns.csv", "who,verdict\nanna,1\n");
    for (Path labels : List.of(absent, odd, both, columns)) {
      Outcome done = run("analyze", day("events.csv"), "--labels", labels, "--out", folder);
      assertThat(done.exitCode()).as(labels.toString()).isEqualTo(1);
      assertThat(done.err()).contains(labels.getFileName().toString()).hasLineCount(1);
    }
    Path oneClass = write("one.csv", "account_id,label\nnobody,1\n");
    Outcome done = run("analyze", day("events.csv"), "--labels", oneClass, "--out", folder);
    assertThat(done.exitCode()).isZero();
    assertThat(done.out()).contains("labels");
  }

  @Test
  void readsParquetBesideOtherFilesAndWritesIt() throws IOException, SQLException {
    run("analyze", day("events.csv"), "--out", folder.resolve("csv"));
    String rows = "SELECT * FROM read_csv('%s', all_varchar = true)".formatted(day("events.csv"));
    Path odd =
        DuckDb.write(
            folder.resolve("odd.parquet"),
            rows + " WHERE hash(account_id) % 2 = 1",
            "CODEC 'zstd'");
    Path even = folder.resolve("even.csv");
    DuckDb.run("COPY (%s WHERE hash(account_id) %% 2 = 0) TO '%s' (HEADER)".formatted(rows, even));
    Path out = folder.resolve("parquet");
    Outcome done = run("analyze", odd, even, "--format", "parquet", "--out", out);
    assertThat(done.exitCode()).as(done.err()).isZero();
    assertThat(done.err()).isEmpty();
    assertThat(out.resolve("accounts.csv")).doesNotExist();
    for (String table : List.of("accounts", "rings")) {
      assertThat(DuckDb.query("SELECT * FROM '%s/%s.parquet'".formatted(out, table)))
          .isNotEmpty()
          .isEqualTo(
              DuckDb.query(
                  "SELECT * FROM read_csv('%s/csv/%s.csv', types = {%s})"
                      .formatted(
                          folder,
                          table,
                          table.equals("accounts")
                              ? "'reasons': 'VARCHAR', 'events': 'BIGINT', 'risk_score': 'DOUBLE'"
                              : "'ring_score': 'DOUBLE'")));
    }
    assertThat(DuckDb.query("SELECT count(*) FROM '%s/edges.parquet'".formatted(out)))
        .isEqualTo(DuckDb.query("SELECT count(*) FROM '%s/csv/edges.csv'".formatted(folder)));
  }

  @Test
  void refusesDamagedParquetInOneSentence() throws IOException, SQLException {
    Path whole =
        DuckDb.write(
            folder.resolve("whole.parquet"),
            "SELECT * FROM '%s'".formatted(day("events.csv")),
            "ROW_GROUP_SIZE 2048");
    byte[] bytes = Files.readAllBytes(whole);
    assertSentence(
        Files.write(folder.resolve("cut.parquet"), java.util.Arrays.copyOf(bytes, 9_999)),
        "cut off");
    byte[] broken = bytes.clone();
    java.util.Arrays.fill(broken, broken.length / 2, broken.length / 2 + 2_000, (byte) 0x55);
    assertSentence(Files.write(folder.resolve("broken.parquet"), broken), "damaged");
  }

  @Test
  void scoresWithASavedModelAsWithTheOneItWas() throws IOException {
    Path model = folder.resolve("models/day.json");
    Outcome saved =
        run(
            "analyze",
            day("events.csv"),
            "--seed",
            7,
            "--save-model",
            model,
            "--out",
            folder.resolve("saved"));
    assertThat(saved.exitCode()).as(saved.err()).isZero();
    Outcome loaded =
        run("analyze", day("events.csv"), "--model", model, "--out", folder.resolve("loaded"));
    assertThat(loaded.exitCode()).as(loaded.err()).isZero();
    for (String file : List.of("accounts.csv", "rings.csv", "edges.csv")) {
      assertThat(folder.resolve("loaded").resolve(file))
          .hasSameBinaryContentAs(folder.resolve("saved").resolve(file));
    }
    assertThat(folder.resolve("saved/summary.json")).content().contains("trained on this log");
    assertThat(folder.resolve("loaded/summary.json"))
        .content()
        .contains("\"origin\" : \"loaded\"", "\"trained_on_accounts\" : 2000", "\"seed\" : 7");
  }

  @Test
  void saysWhatIsWrongWithAModelBeforeItTouchesAnything() throws IOException {
    run("analyze", day("events.csv"), "--out", folder);
    for (Path model : List.of(day("labels.csv"), folder.resolve("none.json"), folder)) {
      Outcome done = run("analyze", day("events.csv"), "--model", model, "--out", folder);
      assertThat(done.exitCode()).as(done.err()).isEqualTo(1);
      assertThat(done.err()).contains("--model " + model).hasLineCount(1);
    }
    assertThat(folder.resolve("accounts.csv")).exists();
    Outcome both =
        run("analyze", day("events.csv"), "--model", "m.json", "--seed", 3, "--out", folder);
    assertThat(both.exitCode()).isEqualTo(2);
    assertThat(both.err()).contains("--seed");
  }

  @Test
  void keepsTheAnswersOfAnEarlierRunWhereAnInputCannotBeOpened() {
    run("analyze", day("events.csv"), "--out", folder);
    Outcome failed = run("analyze", day("events.csv"), day("missing.csv"), "--out", folder);
    assertThat(failed.exitCode()).isEqualTo(1);
    assertThat(failed.err()).contains("missing.csv does not exist");
    assertThat(folder.resolve("accounts.csv")).exists();
  }

  @Test
  void countsOneAsOne() throws IOException {
    Path file = write("one.csv", HEADER + "1,anna,login,2026-01-01T00:00:00Z,,\n2\n");
    Outcome done = run("analyze", file, "--out", folder.resolve("one"));
    assertThat(done.out()).contains("1 event of 1 account in").contains("1 line rejected, 0 dupl");
  }
}
