package dev.ringwatch.postgres.ring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.detect.Reason;
import dev.ringwatch.detect.ring.Coincidence;
import dev.ringwatch.detect.ring.Edge;
import dev.ringwatch.detect.ring.Evidence;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RingJsonTest {

  private static final String AWKWARD = "ä\"\\\n\t\uD83D\uDE00";

  private final RingJson json = new RingJson();

  private static Edge edge(List<Evidence> evidence) {
    return new Edge(new AccountId("a"), new AccountId("b"), 0.5, 1e-9, evidence);
  }

  @Test
  void readsWhatItWrote() {
    List<Reason> reasons = List.of(new Reason("surprise", 12.3, AWKWARD), new Reason("x", -1, ""));
    assertThat(RingJson.readReasons(json.reasons(reasons))).isEqualTo(reasons);
    assertThat(
            RingJson.readChances(
                json.coincidences(List.of(new Coincidence(LinkKeyKind.CO_ACTION, 7, 1e-300)))))
        .containsExactly(new RingJson.Chance("co-action", 7, 1e-300));
    assertThat(RingJson.readNames(json.names(List.of(AWKWARD, "")))).containsExactly(AWKWARD, "");
  }

  @Test
  void saysInWordsWhatTwoAccountsShare() {
    LinkKey target = new LinkKey(LinkKeyKind.CO_ACTION, "like\tpost 1");
    RingJson.Ties ties =
        RingJson.readTies(
            json.evidence(
                edge(
                    List.of(
                        new Evidence.SharedKey(
                            new LinkKey(LinkKeyKind.DEVICE, AWKWARD), 5, 3, 12, false),
                        new Evidence.CoAction(
                            target, 2, 4_000, Instant.parse("2026-11-26T12:00:30Z"))))));
    assertThat(ties.shared()).isEqualTo(2);
    assertThat(ties.evidence())
        .containsExactly(
            new RingJson.Tie(
                "device",
                AWKWARD.replace('\t', ' '),
                12L,
                "both used device "
                    + AWKWARD.replace('\t', ' ')
                    + ", 5 and 3 times; 12 accounts use it"),
            new RingJson.Tie(
                "co-action",
                "like post 1",
                null,
                "both did “like” on post 1, 4\u00a0s apart, 2026-11-26 12:00 UTC; together 2"
                    + " times"));
  }

  @Test
  void keepsTheStrongestThingsAndCountsAll() {
    List<Evidence> evidence = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      evidence.add(
          new Evidence.SharedKey(new LinkKey(LinkKeyKind.IP, "10.0.0." + i), 1, 1, 2, false));
    }
    RingJson.Ties ties = RingJson.readTies(json.evidence(edge(evidence)));
    assertThat(ties.shared()).isEqualTo(50);
    assertThat(ties.evidence()).hasSize(RingJson.MAX_EVIDENCE);
    assertThat(ties.evidence().getFirst().value()).isEqualTo("10.0.0.0");
  }
}
