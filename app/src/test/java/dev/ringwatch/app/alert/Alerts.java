package dev.ringwatch.app.alert;

import dev.ringwatch.alert.Alert;
import dev.ringwatch.alert.IncidentChange;
import dev.ringwatch.alert.IncidentKind;
import dev.ringwatch.detect.Reason;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.risk.Band;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** Alerts for tests of formats, harmless and hostile. */
final class Alerts {

  static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  static final AlertLinks LINKS = new AlertLinks(() -> "https://ringwatch.example");

  /** What no receiver may take for more than text. */
  static final List<String> HOSTILE =
      List.of(
          "<!channel> <@U1> *bold* _it_ `code` [x](javascript:alert(1)) <https://evil.example|ok>",
          "</p><script>alert(1)</script>&amp;\"' onload=x",
          "a\r\nBcc: victim@example.org\r\n\r\nbody",
          "{{DATE(2017-02-14T06:08:00Z)}} @{triggerBody()} <at>everyone</at> ${x}",
          "\u202Egnirts\u0000\uD83D",
          "😀".repeat(2_500),
          "&".repeat(5_000));

  private Alerts() {}

  static Alert account(IncidentChange change, String subject) {
    return new Alert(
        17,
        "account:" + subject,
        IncidentKind.ACCOUNT,
        change,
        subject,
        81.5,
        Band.HIGH,
        List.of(new Reason("ip_entropy", 40.25, "12 accounts used this address")),
        List.of(),
        0,
        NOON);
  }

  /** A ring of ten thousand with twenty reasons, everything in which is a hostile text. */
  static Alert hostile(String text) {
    return new Alert(
        17,
        "ring:" + text,
        IncidentKind.RING,
        IncidentChange.REOPENED,
        text,
        99.96,
        Band.MEDIUM,
        IntStream.range(0, 20).mapToObj(i -> new Reason("n" + i, 5, text)).toList(),
        IntStream.range(0, 10_000).mapToObj(i -> new AccountId(text + i)).toList(),
        10_000,
        NOON);
  }

  static List<Alert> hostile() {
    return HOSTILE.stream().map(Alerts::hostile).toList();
  }
}
