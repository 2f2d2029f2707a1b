package dev.ringwatch.app.pattern;

import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.csv.CsvColumn;
import dev.ringwatch.app.csv.CsvRows;
import dev.ringwatch.app.csv.CsvSource;
import dev.ringwatch.app.csv.CsvTable;
import dev.ringwatch.app.paging.Parameters;
import dev.ringwatch.postgres.results.AccountGroups;
import dev.ringwatch.risk.RiskConfig;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the panels show, as files. */
@Configuration(proxyBeanMethods = false)
class PatternTables {

  private static final RiskConfig BANDS = RiskConfig.ofDefaults();

  @Bean
  CsvTable<ScorePanel.Bin> scoresFile(PatternReader reader) {
    return CsvTable.of(
        "accounts-by-risk",
        AuditAction.PATTERN_LIST,
        List.of(
            CsvColumn.of("from_score", ScorePanel.Bin::from),
            CsvColumn.of("below_score", ScorePanel.Bin::below),
            CsvColumn.of("band", bin -> BANDS.band(bin.from()).label()),
            CsvColumn.of("accounts", ScorePanel.Bin::accounts)),
        request ->
            CsvRows.of(
                Parameters.of(request, List.of()).asked(),
                CsvSource.whole(ScorePanel.bins(reader.accounts().groups()))));
  }

  @Bean
  CsvTable<EnforcementPanel.Outcome> enforcementFile(PatternReader reader) {
    return CsvTable.of(
        "enforcement-outcomes",
        AuditAction.PATTERN_LIST,
        List.of(
            CsvColumn.of("outcome", one -> one.outcome().label()),
            CsvColumn.of("accounts", EnforcementPanel.Outcome::accounts)),
        request ->
            CsvRows.of(
                Parameters.of(request, List.of()).asked(),
                CsvSource.whole(EnforcementPanel.outcomes(reader.accounts()))));
  }

  @Bean
  CsvTable<Map.Entry<Instant, Long>> burstsFile(PatternReader reader) {
    return CsvTable.of(
        "bursts-by-hour",
        AuditAction.PATTERN_LIST,
        List.of(
            CsvColumn.of("hour", Map.Entry::getKey), CsvColumn.of("bursts", Map.Entry::getValue)),
        request ->
            CsvRows.of(
                Parameters.of(request, List.of()).asked(),
                CsvSource.whole(List.copyOf(reader.bursts().hours().entrySet()))));
  }

  @Bean
  CsvTable<AccountGroups.Cohort> cohortsFile(PatternReader reader) {
    return CsvTable.of(
        "accounts-by-age",
        AuditAction.PATTERN_LIST,
        List.of(
            CsvColumn.of("age", cohort -> cohort.age().words()),
            CsvColumn.of("accounts", AccountGroups.Cohort::accounts),
            CsvColumn.of("flagged", AccountGroups.Cohort::flagged),
            CsvColumn.of(
                "flagged_share_low",
                cohort -> CohortPanel.interval(cohort.flagged(), cohort.accounts()).low()),
            CsvColumn.of(
                "flagged_share_high",
                cohort -> CohortPanel.interval(cohort.flagged(), cohort.accounts()).high()),
            CsvColumn.of("mean_risk_score", PatternTables::mean),
            CsvColumn.of("enforced", AccountGroups.Cohort::enforced)),
        request ->
            CsvRows.of(
                Parameters.of(request, List.of()).asked(),
                CsvSource.whole(CohortPanel.shown(reader.accounts()))));
  }

  private static @Nullable Object mean(AccountGroups.Cohort cohort) {
    return cohort.accounts() == 0 ? null : cohort.riskSum() / cohort.accounts();
  }
}
