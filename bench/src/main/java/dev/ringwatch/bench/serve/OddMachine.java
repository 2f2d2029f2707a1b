package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * A machine whose time of day jumps and whose disk takes long to sync, for processes that are
 * started in its {@link #environment} and all that they start: a small library that is compiled
 * here and loaded into them says so instead of the C library. Everybody else sees the machine as it
 * is, and clocks that pass evenly go on. Needs Linux and a C compiler. Used by one thread.
 */
final class OddMachine {

  private static final String SOURCE = "odd-machine.c";
  private static final int CLOCK_AT = 0;
  private static final int SYNC_AT = Long.BYTES;

  private final Path library;
  private final Path oddities;

  private OddMachine(Path library, Path oddities) {
    this.library = library;
    this.oddities = oddities;
  }

  /**
   * Makes one that is not odd yet, in a folder that outlives it.
   *
   * @throws IOException if there is no compiler, with the reason
   */
  static OddMachine in(Path folder) throws IOException {
    Path source = folder.resolve(SOURCE);
    try (InputStream text =
        Objects.requireNonNull(OddMachine.class.getResourceAsStream(SOURCE), SOURCE)) {
      Files.copy(text, source);
    }
    OddMachine machine =
        new OddMachine(folder.resolve("odd-machine.so"), folder.resolve("oddities"));
    HostCommand.run(
        "cc",
        "-O2",
        "-shared",
        "-fPIC",
        "-o",
        machine.library.toString(),
        source.toString(),
        "-ldl");
    Files.write(machine.oddities, new byte[2 * Long.BYTES]);
    return machine;
  }

  /** What its processes are started with. */
  Map<String, String> environment() {
    return Map.of("LD_PRELOAD", library.toString(), "ODD_MACHINE", oddities.toString());
  }

  /** Sets the time of day to so much after the true one; before it, if that is negative. */
  void setClock(Duration ahead) throws IOException {
    write(CLOCK_AT, ahead.toSeconds());
  }

  /** Lets every sync of a file take so much longer from now on. */
  void holdUpSyncs(Duration each) throws IOException {
    write(SYNC_AT, each.toNanos() / 1_000);
  }

  /** They see it at once: they have mapped the file. */
  private void write(int at, long value) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
    try (FileChannel file = FileChannel.open(oddities, StandardOpenOption.WRITE)) {
      if (file.write(bytes.putLong(value).flip(), at) != Long.BYTES) {
        throw new IOException(oddities + " could not be written");
      }
    }
  }
}
