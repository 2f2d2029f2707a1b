package dev.ringwatch.pipeline;

import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import dev.ringwatch.flat.UnusableStateException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is known of accounts in messages between steps and in written states, exactly as it is. */
public final class AccountStateCodec {

  private static final int VERSION = 1;

  private AccountStateCodec() {}

  /** Writes what is known of an account, after the number of its format. */
  public static void write(AccountState state, BlockWriter out) throws IOException {
    out.putInt(VERSION);
    VectorCodec.write(state.vector(), out);
    write(state.firstEvent(), out);
    write(state.lastEvent(), out);
    out.putInt(state.createdAt().isPresent() ? 1 : 0);
    if (state.createdAt().isPresent()) {
      write(state.createdAt().get(), out);
    }
    out.putInt(state.enforced());
    writeMembership(state.membership(), out);
    writeFindings(state.findings(), out);
  }

  /**
   * What {@link #write} wrote.
   *
   * @throws UnusableStateException if the format is not known
   */
  public static AccountState read(BlockReader in) throws IOException {
    UnusableStateException.requireFormat(in.readInt(), VERSION, "an account");
    FeatureVector vector = VectorCodec.read(in);
    Instant firstEvent = readInstant(in);
    Instant lastEvent = readInstant(in);
    Optional<Instant> createdAt =
        in.readInt() == 1 ? Optional.of(readInstant(in)) : Optional.empty();
    return new AccountState(
        vector,
        firstEvent,
        lastEvent,
        createdAt,
        in.readInt(),
        readMembership(in),
        readFindings(in));
  }

  private static void write(Instant instant, BlockWriter out) throws IOException {
    out.putLong(instant.getEpochSecond());
    out.putInt(instant.getNano());
  }

  private static Instant readInstant(BlockReader in) throws IOException {
    return Instant.ofEpochSecond(in.readLong(), in.readCount());
  }

  /** Writes the ring that an account is in. */
  public static void writeMembership(Optional<Membership> membership, BlockWriter out)
      throws IOException {
    out.putInt(membership.isPresent() ? 1 : 0);
    if (membership.isPresent()) {
      out.putText(membership.get().ringId());
      out.putDouble(membership.get().score());
      out.putInt(membership.get().others());
    }
  }

  /** What {@link #writeMembership} wrote. */
  public static Optional<Membership> readMembership(BlockReader in) throws IOException {
    return in.readInt() == 0
        ? Optional.empty()
        : Optional.of(new Membership(in.readText(), in.readDouble(), in.readInt()));
  }

  /** Writes what hunts found of an account. */
  public static void writeFindings(List<HuntFinding> findings, BlockWriter out) throws IOException {
    out.putInt(findings.size());
    for (HuntFinding finding : findings) {
      out.putText(finding.hunt());
      out.putInt(finding.points());
    }
  }

  /** What {@link #writeFindings} wrote. */
  public static List<HuntFinding> readFindings(BlockReader in) throws IOException {
    List<HuntFinding> findings = new ArrayList<>();
    for (int left = in.readCount(); left > 0; left--) {
      findings.add(new HuntFinding(in.readText(), in.readInt()));
    }
    return findings;
  }
}
