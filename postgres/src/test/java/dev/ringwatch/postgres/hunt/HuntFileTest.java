package dev.ringwatch.postgres.hunt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HuntFileTest {

  private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

  private static final String WORDS =
      """
      -- title: T
      -- question: Q?
      -- hit: one line
      --   and another
      -- innocent: I
      """;

  private static Hunt read(String more) throws HuntFileException {
    return HuntFile.read("h", true, WORDS + more);
  }

  private static HuntFileException fault(String more) {
    return Objects.requireNonNull(
        catchThrowableOfType(HuntFileException.class, () -> read(more)), "it was taken");
  }

  @Test
  void readsAWholeFile() throws HuntFileException {
    Hunt hunt =
        read(
            """
            -- parameter accounts: integer 5 from 2 to 100000: least accounts
            -- parameter span: duration 10m from 1m to 1d: within how long
            -- parameter share: number 0.5 from 0 to 1: what share
            -- parameter country: text any: one country
            -- since: 7d
            -- limit: 20
            -- timeout: 3s

            SELECT :accounts, :span, :share, :country::text, :since, :until, :accounts
            """);
    assertThat(hunt.words()).isEqualTo(new HuntWords("T", "Q?", "one line and another", "I"));
    assertThat(hunt.since()).isEqualTo(Duration.ofDays(7));
    assertThat(hunt.limit()).isEqualTo(20);
    assertThat(hunt.timeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(hunt.parameters())
        .containsExactly(
            new HuntParameter("accounts", HuntType.INTEGER, "5", "2", "100000", "least accounts"),
            new HuntParameter("span", HuntType.DURATION, "10m", "1m", "1d", "within how long"),
            new HuntParameter("share", HuntType.NUMBER, "0.5", "0", "1", "what share"),
            new HuntParameter("country", HuntType.TEXT, null, null, null, "one country"));
    assertThat(hunt.text().parameters())
        .extracting(HuntText.Named::name)
        .containsExactly("accounts", "span", "share", "country", "since", "until", "accounts");
    assertThat(hunt.text().parameters()).extracting(HuntText.Named::line).containsOnly(14);
    assertThat(hunt.statement(21))
        .contains("CAST(? AS bigint), CAST(? AS interval), CAST(? AS double precision)")
        .contains("CAST(? AS text)::text, CAST(? AS timestamptz)")
        .endsWith(") AS hunt LIMIT 21");
  }

  @Test
  void hasUsualBoundsWhereTheFileSaysNone() throws HuntFileException {
    Hunt hunt = read("SELECT 1");
    assertThat(hunt.since()).isEqualTo(Duration.ofHours(24));
    assertThat(hunt.limit()).isEqualTo(500);
    assertThat(hunt.timeout()).isEqualTo(Duration.ofSeconds(20));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT ':none' AS a",
        "SELECT 'it''s :none'",
        "SELECT E'\\':none\\\\'",
        "SELECT E'a' -- 'b'\n, 'c' -- :none\n'd'",
        "SELECT $$ :none ; $$",
        "SELECT $tag$ $$ :none $tag$",
        "SELECT \":none\" FROM (SELECT 1 AS \":none\") x",
        "SELECT 1 -- :none ; (",
        "SELECT /* :none /* nested; */ still :none */ 1",
        "SELECT '1'::text",
        "SELECT (ARRAY[1, 2])[1:2]",
        "SELECT 1;",
        "SELECT 1 ; -- the end",
        "with a as (select 1) select * from a"
      })
  void takesForParametersOnlyWhatIsOne(String sql) throws HuntFileException {
    assertThat(read(sql).text().parameters()).isEmpty();
  }

  @Test
  void doublesTheQuestionMarkThatIsAnOperator() throws HuntFileException {
    assertThat(read("SELECT '{}'::jsonb ? 'a?', $$?$$").statement(1))
        .contains("'{}'::jsonb ?? 'a?', $$?$$");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "6 | there is no SQL | -- since: 1h",
        "6 | begins with SELECT or WITH, not with DELETE | DELETE FROM raw_events",
        "6 | more than one statement | SELECT 1; SELECT 2",
        "6 | more than one statement | SELECT 1;;",
        "6 | closed that was not opened | SELECT 1) AS x; DROP TABLE accounts; SELECT (1",
        "6 | opened and not closed | SELECT (1",
        "6 | a quote ' is opened | SELECT 'a",
        "6 | a quote $a$ is opened | SELECT $a$ $b$",
        "6 | a comment is opened | SELECT 1 /* a /* b */",
        "6 | :name, not with $ | SELECT $1",
        "6 | names pg_advisory_lock | SELECT pg_advisory_lock(1)",
        "6 | names PG_TRY_ADVISORY_LOCK | SELECT \"PG_TRY_ADVISORY_LOCK\"(1)",
        "6 | names query_to_xml | SELECT pg_catalog . query_to_xml('SELECT 1', true, true, '')",
        "6 | names XMLTABLE | SELECT * FROM XMLTABLE('//b' PASSING '<a/>' COLUMNS c int)",
        "6 | names xmlparse | SELECT xmlparse(document '<a/>')",
        "6 | names xml, | SELECT '<a/>'::xml",
        "6 | names xml, | SELECT '<a/>'::\"xml\"",
        "6 | names _xml | SELECT '{}'::_xml",
        "6 | names xpath | SELECT xpath('//b', :x)",
        "6 | an E'' quote goes on | SELECT E'a'//'\\', 1) AS x; SELECT (''",
        "6 | an E'' quote goes on | SELECT E'a' -- b////  'c'",
        "6 | names set_config | SELECT set_config('role', 'ringwatch', false)",
        "6 | U& quotes | SELECT U&\"pg\\005fsleep\"(1)",
        "6 | :nobody is no parameter | SELECT :nobody",
        "6 | would read all days | SELECT * FROM raw_events WHERE ts >= :since",
        "6 | does not use :a | -- parameter a: integer 1: x//SELECT 1",
        "6 | since is \"soon\", and must be a duration | -- since: soon",
        "6 | limit is \"10001\", and must be an integer from 1 to 10000 | -- limit: 10001",
        "6 | timeout is \"11m\" | -- timeout: 11m",
        "6 | every hunt has until | -- parameter until: integer 1: x",
        "6 | unlike \"A\" | -- parameter A: integer 1: x",
        "6 | integer, number, duration or text, not date | -- parameter a: date 1: x",
        "6 | a is \"0\", and must be an integer from 1 to 2 | -- parameter a: integer 0 from 1 to 2: x",
        "6 | a has a least value above its most | -- parameter a: integer 2 from 3 to 1: x",
        "6 | a bound of a is x | -- parameter a: integer 2 from x to 1: x",
        "6 | a is a text, which has no least | -- parameter a: text b from a to c: x",
        "6 | TYPE USUAL from LEAST to MOST | -- parameter a: integer",
        "6 | a line of the header is | -- author: me",
        "6 | title is said twice | -- title: again"
      })
  void saysWhichLineBreaksWhichRule(int line, String sentence, String more) {
    HuntFileException fault = fault(more.replace("//", "\n") + "\n");
    assertThat(fault.sentence()).contains(sentence);
    assertThat(fault.line()).isBetween(1, 7);
    if (!sentence.startsWith("there is no SQL")) {
      assertThat(fault.line()).isEqualTo(line);
    }
  }

  @Test
  void countsLinesThroughQuotesAndComments() {
    assertThat(fault("SELECT '\n\n', /*\n*/ $$\n$$,\n:x").line()).isEqualTo(11);
  }

  @Test
  void wantsAllItsWords() {
    assertThatThrownBy(() -> HuntFile.read("h", true, "-- title: a\n-- hit: b\nSELECT 1"))
        .hasMessage("the header does not say question");
  }

  @ParameterizedTest
  @CsvSource({
    "accounts, 1, 'accounts is \"1\", and must be an integer from 2 to 9'",
    "accounts, 10, 'accounts is \"10\", and must be an integer from 2 to 9'",
    "accounts, x, 'accounts is \"x\", and must be an integer from 2 to 9'",
    "accounts, any, 'accounts is \"any\", and must be an integer from 2 to 9'",
    "span, 10, 'span is \"10\", and must be a duration such as 30s, 10m, 24h or 7d from 1m to 1d'",
    "span, 2d, 'span is \"2d\", and must be a duration such as 30s, 10m, 24h or 7d from 1m to 1d'",
    "share, NaN, 'share is \"NaN\", and must be a number'",
    "none, 1, 'h has no parameter none; it has since, until and limit, accounts, span, share'"
  })
  void namesTheParameterTheValueAndTheRange(String name, String value, String sentence)
      throws HuntFileException {
    Hunt hunt =
        read(
            """
            -- parameter accounts: integer 5 from 2 to 9: a
            -- parameter span: duration 10m from 1m to 1d: b
            -- parameter share: number any: c
            SELECT :accounts, :span, :share
            """);
    assertThatThrownBy(() -> HuntAsk.of(hunt, NOON.minusSeconds(1), NOON, Map.of(name, value), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(sentence);
  }

  @Test
  void refusesATimeThatEndsBeforeItBegins() throws HuntFileException {
    Hunt hunt = read("SELECT 1");
    assertThatThrownBy(() -> HuntAsk.of(hunt, NOON, NOON, Map.of(), 1))
        .hasMessageContaining("must be before until");
    assertThatThrownBy(() -> HuntAsk.of(hunt, NOON.minusSeconds(1), NOON, Map.of(), 0))
        .hasMessage("limit is 0, and must be from 1 to 10000");
  }

  // A directory of a team's own.

  @Test
  void readsADirectoryAgainWhenItChanges(@TempDir Path directory) throws IOException {
    HuntCatalogue catalogue = HuntCatalogue.with(directory);
    int builtIn = catalogue.list().hunts().size();
    Path file = directory.resolve("own-one.sql");
    Files.writeString(file, WORDS + "SELECT 1");
    assertThat(catalogue.find("own-one")).map(Hunt::isOwn).contains(true);
    Files.writeString(file, WORDS + "SELECT 1, 'longer than before'");
    assertThat(catalogue.find("own-one").orElseThrow().statement(1)).contains("longer");
    Files.delete(file);
    assertThat(catalogue.find("own-one")).isEmpty();
    assertThat(catalogue.list().hunts()).hasSize(builtIn);
  }

  @Test
  void listsWhatIsWrongAndHidesNothingElse(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("good.sql"), WORDS + "SELECT 1");
    Files.writeString(directory.resolve("bad.sql"), WORDS + "SELECT 1; SELECT 2");
    Files.writeString(directory.resolve("Bad Name.sql"), WORDS + "SELECT 1");
    Files.write(directory.resolve("bytes.sql"), new byte[] {'-', '-', ' ', (byte) 0xff});
    Files.writeString(directory.resolve("large.sql"), "-".repeat(300_000));
    Files.createDirectory(directory.resolve("folder.sql"));
    Files.writeString(directory.resolve("notes.txt"), "no hunt");
    HuntCatalogue.Listed listed = HuntCatalogue.with(directory).list();
    assertThat(listed.hunts()).extracting(Hunt::name).contains("good");
    assertThat(listed.unusable())
        .extracting(UnusableHunt::toString)
        .containsExactly(
            "Bad Name.sql: the name of a hunt is of small letters, digits and -, at most 60 of them",
            "bad.sql, line 6: there is more than one statement; a hunt is one SELECT",
            "bytes.sql: it is not written in UTF-8",
            "folder.sql: a hunt is a file of no more than 256 KB",
            "large.sql: a hunt is a file of no more than 256 KB");
  }

  @Test
  void leavesItsOwnNamesToThoseItBrings(@TempDir Path directory) throws IOException {
    OwnHunts own = new OwnHunts(directory, Set.of("bursts"));
    Files.writeString(directory.resolve("bursts.sql"), WORDS + "SELECT 1");
    ArrayList<UnusableHunt> unusable = new ArrayList<>();
    TreeMap<String, Hunt> hunts = new TreeMap<>();
    own.addTo(hunts, unusable);
    assertThat(hunts).isEmpty();
    assertThat(unusable)
        .extracting(UnusableHunt::toString)
        .containsExactly("bursts.sql: bursts is a hunt of Ringwatch's own; choose another name");
  }

  @Test
  void saysThatThereAreTooManyFiles(@TempDir Path directory) throws IOException {
    for (int i = 1; i <= 502; i++) {
      Files.writeString(directory.resolve("h%03d.sql".formatted(i)), WORDS + "SELECT 1");
    }
    HuntCatalogue.Listed listed = HuntCatalogue.with(directory).list();
    assertThat(listed.hunts()).extracting(Hunt::name).contains("h500").doesNotContain("h501");
    assertThat(listed.unusable())
        .extracting(UnusableHunt::toString)
        .containsExactly(
            "h501.sql: a directory has at most 500 hunts; this file and those after it are not read");
  }

  @Test
  void saysThatTheDirectoryIsMissing(@TempDir Path directory) {
    Path missing = directory.resolve("none");
    assertThat(HuntCatalogue.with(missing).list().unusable())
        .containsExactly(
            new UnusableHunt(missing.toString(), 0, "there is no such directory of hunts"));
  }

  /** As they are when Ringwatch is run from the one jar that it is. */
  @Test
  void findsThoseItBringsInAJar(@TempDir Path directory) throws Exception {
    Path jar = directory.resolve("one.jar");
    Path classes =
        Path.of(HuntCatalogue.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes.resolve("dev/ringwatch/postgres/hunt"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        out.write(Files.readAllBytes(file));
      }
      out.putNextEntry(new JarEntry("hunts/in-a-jar.sql"));
      out.write((WORDS + "SELECT 1").getBytes(StandardCharsets.UTF_8));
    }
    URL[] only = {jar.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(only, ClassLoader.getPlatformClassLoader())) {
      Class<?> catalogue = loader.loadClass(HuntCatalogue.class.getName());
      Object read = catalogue.getMethod("builtIn").invoke(null);
      assertThat(catalogue.getMethod("list").invoke(read).toString()).contains("name=in-a-jar");
    }
  }

  @Test
  void bringsHuntsThatCanBeRead() {
    assertThatCode(HuntCatalogue::builtIn).doesNotThrowAnyException();
    assertThat(HuntCatalogue.builtIn().list().unusable()).isEqualTo(List.of());
  }
}
