package dev.ringwatch.flink;

import dev.ringwatch.detect.ring.Coincidence;
import dev.ringwatch.detect.ring.Edge;
import dev.ringwatch.detect.ring.Evidence;
import dev.ringwatch.detect.ring.Member;
import dev.ringwatch.detect.ring.Ring;
import dev.ringwatch.detect.ring.RingFindings;
import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import dev.ringwatch.flat.UnusableStateException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Edges and rings in messages and states, exactly as they are. */
final class RingsCodec {

  private static final int VERSION = 1;

  private RingsCodec() {}

  static void write(RingFindings findings, BlockWriter out) throws IOException {
    out.putInt(findings.edges().size());
    for (Edge edge : findings.edges()) {
      write(edge, out);
    }
    writeRings(findings.rings(), out);
    out.putLong(findings.shedOccasions());
  }

  static RingFindings read(BlockReader in) throws IOException {
    List<Edge> edges = new ArrayList<>();
    for (int left = in.readCount(); left > 0; left--) {
      edges.add(readEdge(in));
    }
    return new RingFindings(edges, readRings(in), in.readLong());
  }

  private static void write(Edge edge, BlockWriter out) throws IOException {
    out.putText(edge.a().value());
    out.putText(edge.b().value());
    out.putDouble(edge.weight());
    out.putDouble(edge.pValue());
    out.putInt(edge.evidence().size());
    for (Evidence evidence : edge.evidence()) {
      out.putText(evidence.key().kind().label());
      out.putText(evidence.key().value());
      switch (evidence) {
        case Evidence.SharedKey shared -> {
          out.putInt(shared.usesA());
          out.putInt(shared.usesB());
          out.putInt(shared.accounts());
          out.putInt(shared.popular() ? 1 : 0);
        }
        case Evidence.CoAction together -> {
          out.putInt(together.occasions());
          out.putInt(together.gapMillis());
          out.putLong(together.at().getEpochSecond());
        }
      }
    }
  }

  private static Edge readEdge(BlockReader in) throws IOException {
    AccountId a = new AccountId(in.readText());
    AccountId b = new AccountId(in.readText());
    double weight = in.readDouble();
    double pValue = in.readDouble();
    List<Evidence> evidence = new ArrayList<>();
    for (int left = in.readCount(); left > 0; left--) {
      LinkKey key = new LinkKey(LinkKeyKind.ofLabel(in.readText()), in.readText());
      evidence.add(
          key.kind().isStatic()
              ? new Evidence.SharedKey(
                  key, in.readInt(), in.readInt(), in.readInt(), in.readInt() == 1)
              : new Evidence.CoAction(
                  key, in.readInt(), in.readInt(), Instant.ofEpochSecond(in.readLong())));
    }
    return new Edge(a, b, weight, pValue, evidence);
  }

  static void writeRings(List<Ring> rings, BlockWriter out) throws IOException {
    out.putInt(VERSION);
    out.putInt(rings.size());
    for (Ring ring : rings) {
      out.putText(ring.id());
      out.putDouble(ring.score());
      out.putInt(ring.members().size());
      for (Member member : ring.members()) {
        out.putText(member.account().value());
        out.putText(member.role().label());
      }
      FinalCodec.write(ring.reasons(), out);
      out.putInt(ring.coincidences().size());
      for (Coincidence coincidence : ring.coincidences()) {
        out.putText(coincidence.kind().label());
        out.putLong(coincidence.seen());
        out.putDouble(coincidence.expected());
      }
    }
  }

  static List<Ring> readRings(BlockReader in) throws IOException {
    UnusableStateException.requireFormat(in.readInt(), VERSION, "rings");
    List<Ring> rings = new ArrayList<>();
    for (int left = in.readCount(); left > 0; left--) {
      String id = in.readText();
      double score = in.readDouble();
      List<Member> members = new ArrayList<>();
      for (int more = in.readCount(); more > 0; more--) {
        AccountId account = new AccountId(in.readText());
        members.add(
            new Member(account, Member.Role.valueOf(in.readText().toUpperCase(Locale.ROOT))));
      }
      rings.add(new Ring(id, members, score, FinalCodec.readReasons(in), coincidences(in)));
    }
    return rings;
  }

  private static List<Coincidence> coincidences(BlockReader in) throws IOException {
    List<Coincidence> coincidences = new ArrayList<>();
    for (int left = in.readCount(); left > 0; left--) {
      LinkKeyKind kind = LinkKeyKind.ofLabel(in.readText());
      coincidences.add(new Coincidence(kind, in.readLong(), in.readDouble()));
    }
    return coincidences;
  }
}
