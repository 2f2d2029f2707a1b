package dev.ringwatch.app.summary;

import dev.ringwatch.app.alert.LetterSender;
import dev.ringwatch.app.alert.PublicUrl;
import dev.ringwatch.app.detection.Detection;
import dev.ringwatch.app.health.Health;
import dev.ringwatch.app.threshold.CalibrationSettings;
import dev.ringwatch.app.threshold.LiveFalsePositives;
import dev.ringwatch.postgres.ConnectionPool;
import dev.ringwatch.postgres.figures.SummaryMails;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The overview, what keeps its figures, and what sends it. */
@Configuration(proxyBeanMethods = false)
@Import({SummaryPage.class, SummaryTables.class})
public class SummaryConfiguration {

  @Bean
  SummaryFacts.Reader summaryFacts(
      SummarySources sources,
      Detection detection,
      Health health,
      CalibrationSettings calibration,
      Clock clock) {
    return new SummaryFacts.Reader(sources, detection, health, calibration, clock);
  }

  @Bean(destroyMethod = "close")
  FigureKeeper figureKeeper(
      ConnectionPool pool,
      Detection detection,
      Health health,
      LiveFalsePositives live,
      Clock clock) {
    return new FigureKeeper(
        FigureKeeper.Kept.in(pool.dataSource()), detection, health, live, clock);
  }

  @Bean(destroyMethod = "close")
  @ConditionalOnProperty("ringwatch.summary.weekly.to")
  WeeklyMail weeklyMail(
      WeeklySettings settings,
      SummaryFacts.Reader facts,
      ConnectionPool pool,
      Letters letters,
      Clock clock) {
    return new WeeklyMail(
        settings,
        () -> SummaryWords.of(facts.read(Period.WEEK)),
        new SummaryMails(pool.dataSource()),
        letters,
        clock);
  }

  /**
   * What a letter takes.
   *
   * @param sender sends it
   * @param url where it leads to
   */
  record Letters(LetterSender sender, PublicUrl url) {}

  @Bean
  Letters letters(LetterSender sender, PublicUrl url) {
    return new Letters(sender, url);
  }
}
