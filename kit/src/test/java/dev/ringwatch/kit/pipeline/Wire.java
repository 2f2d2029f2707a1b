package dev.ringwatch.kit.pipeline;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.feature.Feature;
import dev.ringwatch.feature.FeatureVector;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Bytes: the only thing that the serialising driver keeps, and that goes from step to step. */
final class Wire {

  private Wire() {}

  /** Writes something. */
  @FunctionalInterface
  interface Writing {
    void to(BlockWriter out) throws IOException;
  }

  /** Reads something. */
  @FunctionalInterface
  interface Reading<T> {
    T from(BlockReader in) throws IOException;
  }

  static byte[] bytes(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BlockWriter out = new BlockWriter(bytes);
    try {
      writing.to(out);
      out.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  static <T> T read(byte[] bytes, Reading<T> reading) {
    BlockReader in = new BlockReader(new ByteArrayInputStream(bytes));
    try {
      T value = reading.from(in);
      in.finish();
      return value;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void writeAll(List<byte[]> all, BlockWriter out) throws IOException {
    out.putInt(all.size());
    for (byte[] bytes : all) {
      out.putInt(bytes.length);
      out.putBytes(bytes, bytes.length);
    }
  }

  static List<byte[]> readAll(BlockReader in) throws IOException {
    List<byte[]> all = new ArrayList<>();
    for (int left = in.readCount(); left > 0; left--) {
      all.add(in.readBytes(in.readCount()));
    }
    return all;
  }

  static void write(AccountId account, BlockWriter out) throws IOException {
    out.putText(account.value());
  }

  static AccountId readAccount(BlockReader in) throws IOException {
    return new AccountId(in.readText());
  }

  static void write(LinkKey key, BlockWriter out) throws IOException {
    out.putText(key.kind().name());
    out.putText(key.value());
  }

  static LinkKey readKey(BlockReader in) throws IOException {
    LinkKeyKind kind = LinkKeyKind.valueOf(in.readText());
    return new LinkKey(kind, in.readText());
  }

  static void write(FeatureVector vector, BlockWriter out) throws IOException {
    write(vector.account(), out);
    out.putLong(vector.events());
    out.putInt(vector.actionsOnTargets());
    out.putText(vector.peerGroup());
    for (double value : vector.values()) {
      out.putDouble(value);
    }
  }

  static FeatureVector readVector(BlockReader in) throws IOException {
    AccountId account = readAccount(in);
    long events = in.readLong();
    int actionsOnTargets = in.readInt();
    String peerGroup = in.readText();
    double[] values = new double[Feature.COUNT];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readDouble();
    }
    return new FeatureVector(account, events, actionsOnTargets, peerGroup, values);
  }
}
