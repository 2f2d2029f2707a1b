package dev.ringwatch.app.serve;

import dev.ringwatch.detect.Reason;
import dev.ringwatch.detect.ring.Coincidence;
import dev.ringwatch.detect.ring.Edge;
import dev.ringwatch.detect.ring.Evidence;
import dev.ringwatch.detect.ring.Member;
import dev.ringwatch.detect.ring.Ring;
import dev.ringwatch.detect.ring.RingFindings;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import java.util.List;
import java.util.stream.Stream;

/** Rings of accounts whose names are chosen to harm. */
final class SampleRings {

  private static final String HOSTILE = "\"><script>alert(1)</script>\u202Eabc";

  private SampleRings() {}

  static RingFindings two() {
    Edge edge =
        new Edge(
            new AccountId(HOSTILE),
            new AccountId("b"),
            0.5,
            1e-9,
            List.of(
                new Evidence.SharedKey(
                    new LinkKey(LinkKeyKind.DEVICE, "D" + HOSTILE), 2, 1, 2, false)));
    return new RingFindings(
        List.of(edge), List.of(ring("ring-1", HOSTILE, "b"), ring("ring-2", "c", "d")));
  }

  private static Ring ring(String id, String... members) {
    return new Ring(
        id,
        Stream.of(members)
            .map(member -> new Member(new AccountId(member), Member.Role.CORE))
            .toList(),
        50,
        List.of(new Reason("surprise", 50, "of " + HOSTILE)),
        List.of(new Coincidence(LinkKeyKind.DEVICE, 1, 0.01)));
  }
}
