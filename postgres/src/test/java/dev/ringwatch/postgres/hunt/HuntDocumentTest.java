package dev.ringwatch.postgres.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.DatabaseSettings;
import dev.ringwatch.postgres.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What docs/hunts.md shows, tried: a hunt of one's own, and what an administrator runs. */
class HuntDocumentTest {

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private static final Pattern BLOCK = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);
  private static final String ROLE = "hunts_by_hand";

  private static List<String> blocks() throws Exception {
    String document = Files.readString(Path.of("../docs/hunts.md"));
    return BLOCK.matcher(document).results().map((MatchResult found) -> found.group(1)).toList();
  }

  @Test
  void showsARoleThatIsReadyAndAHuntThatRuns() throws Exception {
    assertThat(blocks()).hasSize(2);
    String database = DATABASE.texts("SELECT current_database()").getFirst();
    String user = DATABASE.texts("SELECT current_user").getFirst();
    DATABASE.execute(
        blocks()
            .get(1)
            .replace("ringwatch_hunts", ROLE)
            .replace("DATABASE ringwatch", "DATABASE " + database)
            .replace("TO ringwatch'", "TO \"" + user + "\"'")
            .replace("'...'", "'secret'"));
    try {
      DatabaseSettings role = new DatabaseSettings(DATABASE.settings().url(), ROLE, "secret", 1);
      assertThat(HuntRole.isReady(role)).as("before it may read").isFalse();
      HuntRole.grant(DATABASE.dataSource(), ROLE);
      assertThat(HuntRole.isReady(role)).isTrue();
      Hunt hunt = HuntFile.read("own", true, blocks().getFirst());
      Hunts hunts = new Hunts(role, HuntConfig.ofDefaults());
      assertThat(hunts.run(hunt, HuntAsk.usual(hunt, Instant.EPOCH)).rows()).isEmpty();
    } finally {
      DATABASE.execute("DROP OWNED BY " + ROLE + "; DROP ROLE " + ROLE);
    }
  }
}
