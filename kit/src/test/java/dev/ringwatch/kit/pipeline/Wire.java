package dev.ringwatch.kit.pipeline;

import dev.ringwatch.event.AccountId;
import dev.ringwatch.event.LinkKey;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Bytes: the only thing that the serialising driver keeps, and that goes from step to step. */
final class Wire {

  private Wire() {}

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
}
