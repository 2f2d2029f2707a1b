package dev.ringwatch.app.summary;

import dev.ringwatch.app.page.Href;
import dev.ringwatch.app.page.Moment;
import dev.ringwatch.app.page.Pill;
import dev.ringwatch.app.report.Shown;
import dev.ringwatch.app.report.chart.Numbers;
import dev.ringwatch.detect.Reason;
import dev.ringwatch.postgres.results.RiskyAccount;
import dev.ringwatch.postgres.results.StoredReason;
import dev.ringwatch.postgres.ring.KeptRing;
import dev.ringwatch.postgres.ring.RingJson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * One of the worst, an account or a ring.
 *
 * @param id its id as it is shown
 * @param href its page
 * @param pill its score
 * @param because its strongest reason; empty if none is kept
 * @param size how large it is
 * @param doing what it did when: acted last, or was found
 * @param at when
 */
record Listed(
    String id, String href, Pill pill, String because, String size, String doing, Moment at) {

  static Listed of(RiskyAccount account, Instant now) {
    return new Listed(
        Shown.name(account.account()),
        Href.account(account.account()),
        Pill.of(account.riskScore(), account.band()),
        account.reasons().stream().findFirst().map(Listed::words).orElse(""),
        Numbers.count(account.events(), "event"),
        "active",
        Moment.of(account.lastEvent(), now));
  }

  private static String words(StoredReason reason) {
    return Shown.line(reason.text().isEmpty() ? reason.name().replace('_', ' ') : reason.text());
  }

  static Listed of(KeptRing ring, Instant now) {
    List<Reason> reasons = RingJson.readReasons(ring.reasons());
    return new Listed(
        Shown.name(ring.id()),
        "/rings/" + URLEncoder.encode(ring.id(), StandardCharsets.UTF_8),
        Pill.ofRing(ring.score()),
        reasons.stream().findFirst().map(reason -> Shown.line(reason.sentence())).orElse(""),
        Numbers.count(ring.members(), "account"),
        "found",
        Moment.of(ring.firstSeen(), now));
  }
}
