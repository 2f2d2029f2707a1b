package dev.ringwatch.flink;

import dev.ringwatch.detect.Reason;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import dev.ringwatch.pipeline.AccountFinal;
import dev.ringwatch.risk.Band;
import dev.ringwatch.risk.RiskScore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Final scores and reasons in messages, exactly as they are. */
final class FinalCodec {

  private static final String NO_RING = "";

  private FinalCodec() {}

  static void write(AccountFinal score, BlockWriter out) throws IOException {
    out.putText(score.account().value());
    out.putDouble(score.risk().score());
    out.putText(score.risk().band().label());
    write(score.risk().reasons(), out);
    out.putDouble(score.anomaly());
    String ring = score.ringId();
    out.putText(ring == null ? NO_RING : ring);
    out.putDouble(score.ring());
    out.putLong(score.events());
  }

  static AccountFinal read(BlockReader in) throws IOException {
    AccountId account = new AccountId(in.readText());
    double score = in.readDouble();
    Band band = Band.valueOf(in.readText().toUpperCase(Locale.ROOT));
    RiskScore risk = new RiskScore(account, score, band, readReasons(in));
    double anomaly = in.readDouble();
    String ring = in.readText();
    return new AccountFinal(
        risk, anomaly, ring.equals(NO_RING) ? null : ring, in.readDouble(), in.readLong());
  }

  /** Writes reasons. */
  static void write(List<Reason> reasons, BlockWriter out) throws IOException {
    out.putInt(reasons.size());
    for (Reason reason : reasons) {
      out.putText(reason.name());
      out.putDouble(reason.points());
      out.putText(reason.sentence());
    }
  }

  /** Reads reasons. */
  static List<Reason> readReasons(BlockReader in) throws IOException {
    List<Reason> reasons = new ArrayList<>();
    for (int left = in.readCount(); left > 0; left--) {
      reasons.add(new Reason(in.readText(), in.readDouble(), in.readText()));
    }
    return reasons;
  }
}
