package dev.ringwatch.app.verdict;

import dev.ringwatch.calibrate.Agreement;
import dev.ringwatch.postgres.verdict.Judgement;
import dev.ringwatch.postgres.verdict.KeptAppeal;
import dev.ringwatch.postgres.verdict.KeptVerdict;
import dev.ringwatch.postgres.verdict.Verdicts.Given;
import dev.ringwatch.postgres.verdict.WaitingItem;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How verdicts and what belongs to them are shown. Names are a contract of the HTTP interface. */
final class VerdictViews {

  private VerdictViews() {}

  /**
   * A verdict.
   *
   * @param id its number
   * @param kind {@code account} or {@code ring}
   * @param subject its id
   * @param stands whether it is the one that stands about it
   */
  record VerdictView(
      long id,
      String kind,
      String subject,
      String verdict,
      @Nullable String abuseType,
      String reason,
      String origin,
      @Nullable Double inclusionProbability,
      @Nullable Double riskScore,
      String decidedBy,
      Instant decidedAt,
      @Nullable Long ringVerdict,
      @Nullable Long secondOf,
      @Nullable Long appeal,
      @Nullable String withdrawnBy,
      @Nullable Instant withdrawnAt,
      @Nullable String withdrawReason,
      boolean stands) {

    static VerdictView of(KeptVerdict verdict) {
      KeptVerdict.Withdrawal back = verdict.withdrawal();
      return new VerdictView(
          verdict.id(),
          verdict.subject().kind().label(),
          verdict.subject().id(),
          verdict.judgement().word(),
          verdict.abuseType(),
          verdict.reason(),
          verdict.origin().word(),
          verdict.inclusionProbability(),
          verdict.riskScore(),
          verdict.decided().by(),
          verdict.decided().at(),
          verdict.belongs().ringVerdict(),
          verdict.belongs().secondOf(),
          verdict.belongs().appeal(),
          back == null ? null : back.act().by(),
          back == null ? null : back.act().at(),
          back == null ? null : back.reason(),
          verdict.stands());
    }
  }

  /**
   * What became of verdicts that were given.
   *
   * @param verdicts as they are kept, those of members after that of their ring
   * @param closedIncidents the numbers of the incidents that they closed
   */
  record GivenView(List<VerdictView> verdicts, List<Long> closedIncidents) {

    static GivenView of(Given given) {
      return new GivenView(given.verdicts().stream().map(VerdictView::of).toList(), given.closed());
    }
  }

  /** A page of verdicts; {@code next} is the cursor of the next page, null if there is none. */
  record VerdictPage(List<VerdictView> verdicts, @Nullable String next) {}

  /** Something that waits for a verdict, whatever for. */
  record ItemView(
      long id, String kind, String subject, @Nullable Double riskScore, Instant waitingSince) {

    static ItemView of(WaitingItem item) {
      return new ItemView(
          item.id(),
          item.subject().kind().label(),
          item.subject().id(),
          item.riskScore(),
          item.since());
    }
  }

  /** A page of what waits; {@code next} is the cursor of the next page, null if there is none. */
  record ItemPage(List<ItemView> items, @Nullable String next) {}

  /**
   * An appeal.
   *
   * @param state {@code open}, or whether the verdict was {@code upheld} or {@code overturned}
   * @param against the number of the verdict that it is against
   * @param answer the number of the verdict that decided it
   */
  record AppealView(
      long id,
      String account,
      String text,
      String state,
      long against,
      String openedBy,
      Instant openedAt,
      @Nullable Long answer,
      @Nullable String answeredBy,
      @Nullable Instant answeredAt) {

    static AppealView of(KeptAppeal appeal) {
      KeptAppeal.Answer answer = appeal.answer();
      return new AppealView(
          appeal.id(),
          appeal.account(),
          appeal.text(),
          appeal.state().word(),
          appeal.against(),
          appeal.opened().by(),
          appeal.opened().at(),
          answer == null ? null : answer.verdict(),
          answer == null ? null : answer.act().by(),
          answer == null ? null : answer.act().at());
    }
  }

  /** A page of appeals; {@code next} is the cursor of the next page, null if there is none. */
  record AppealPage(List<AppealView> appeals, @Nullable String next) {}

  /**
   * How far second opinions agree with the first.
   *
   * @param pairs how many there are
   * @param judgements the order of rows and columns
   * @param counts by what the first says, then by what the second says
   * @param why why there is no kappa; null if there is
   */
  record AgreementView(
      long pairs,
      List<String> judgements,
      List<List<Long>> counts,
      @Nullable Double observed,
      @Nullable Double chance,
      @Nullable Double kappa,
      @Nullable Double standardError,
      @Nullable Double low,
      @Nullable Double high,
      @Nullable String why) {

    static AgreementView of(long[][] counts) {
      long pairs = Arrays.stream(counts).flatMapToLong(Arrays::stream).sum();
      List<String> words = Arrays.stream(Judgement.values()).map(Judgement::word).toList();
      List<List<Long>> table =
          Arrays.stream(counts).map(row -> Arrays.stream(row).boxed().toList()).toList();
      Optional<Agreement> agreement = Agreement.of(counts);
      if (agreement.isEmpty()) {
        String why =
            pairs == 0
                ? "no second opinion was given yet"
                : "all opinions are the same: chance would explain that, too";
        return new AgreementView(pairs, words, table, null, null, null, null, null, null, why);
      }
      Agreement known = agreement.get();
      return new AgreementView(
          pairs,
          words,
          table,
          known.observed(),
          known.chance(),
          known.kappa(),
          known.standardError(),
          known.low(),
          known.high(),
          null);
    }
  }
}
