package dev.ringwatch.postgres.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.Event;
import dev.ringwatch.event.Tick;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.pipeline.AccountState;
import dev.ringwatch.pipeline.EmbeddedDriver;
import dev.ringwatch.pipeline.PipelineConfig;
import dev.ringwatch.postgres.TestDatabase;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountFeaturesTest {

  private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

  @AutoClose private static final TestDatabase DATABASE = TestDatabase.withSchema();

  private final AccountFeatures features = new AccountFeatures(DATABASE.dataSource());

  @BeforeEach
  void forget() throws SQLException {
    DATABASE.execute("TRUNCATE account_features");
  }

  /** Accounts that did more the later they come. */
  private static List<AccountState> states(int accounts) {
    EmbeddedDriver driver = new EmbeddedDriver(PipelineConfig.ofDefaults(), 1, 1);
    for (int i = 0; i < accounts; i++) {
      for (int j = 0; j <= i; j++) {
        AccountId account = new AccountId("a" + i);
        Instant when = NOON.plusSeconds(7L * j);
        driver.accept(
            0,
            Event.builder(account, i % 2 == 0 ? "login" : "buy", when)
                .id(i + "-" + j)
                .ip("203.0.113." + (i + j) % 7)
                .build());
      }
    }
    driver.closeAllTicks();
    driver.touchAll();
    return driver.takeTouched(accounts);
  }

  @Test
  void areWhatWasWrittenToTheLastBit() throws SQLException {
    List<AccountState> states = states(30);
    Tick tick = Tick.of(NOON);
    features.write(states.stream().map(state -> ScoreRows.unscored(tick, state)).toList());
    List<FeatureVector> sample = features.sample(100, 1);
    assertThat(sample).hasSize(30);
    for (AccountState state : states) {
      FeatureVector read =
          sample.stream().filter(one -> one.account().equals(state.account())).findFirst().get();
      assertThat(read.values()).containsExactly(state.vector().values());
      assertThat(read.peerGroup()).isEqualTo(state.vector().peerGroup());
    }
    assertThat(sample.stream().map(FeatureVector::peerGroup).distinct()).hasSizeGreaterThan(1);
  }

  @Test
  void areDrawnAlikeAndOnlyWhereSomebodySaysWithWhomTheyCompare() throws SQLException {
    Tick tick = Tick.of(NOON);
    features.write(states(30).stream().map(state -> ScoreRows.unscored(tick, state)).toList());
    DATABASE.execute("UPDATE account_features SET peer_group = NULL WHERE account_id = 'a7'");
    assertThat(features.areAtLeast(29)).isTrue();
    assertThat(features.areAtLeast(30)).isFalse();
    List<AccountId> drawn = features.sample(10, 1).stream().map(FeatureVector::account).toList();
    assertThat(drawn).hasSize(10).doesNotHaveDuplicates();
    DATABASE.execute("UPDATE account_features SET as_of = as_of WHERE account_id < 'a2'");
    assertThat(features.sample(10, 1).stream().map(FeatureVector::account))
        .containsExactlyElementsOf(drawn);
    assertThat(features.sample(10, 2)).extracting(FeatureVector::account).isNotEqualTo(drawn);
    assertThat(features.sample(100, 1)).extracting(FeatureVector::account).hasSize(29);
  }

  @Test
  void keepTheLatest() throws SQLException {
    AccountState state = states(1).getFirst();
    features.write(List.of(ScoreRows.unscored(Tick.of(NOON).next(), state)));
    features.write(List.of(ScoreRows.unscored(Tick.of(NOON), state)));
    assertThat(DATABASE.texts("SELECT (as_of = '2026-01-05T12:01Z')::text FROM account_features"))
        .containsExactly("true");
  }
}
