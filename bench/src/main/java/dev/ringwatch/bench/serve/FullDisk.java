package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A disk that fills up under load and has room again: a small memory file system with a file on it
 * that only takes space. The server must refuse what it cannot keep, and go on afterwards.
 */
final class FullDisk implements AutoCloseable {

  private static final Duration FULL_PATIENCE = Duration.ofMinutes(5);
  private static final Duration STANDSTILL = Duration.ofSeconds(5);
  private static final int BALLAST_MEGABYTES = 300;
  private static final int EVENTS_PER_SECOND = 10_000;

  private final Path mount;
  private final Path ballast;

  private FullDisk(Path mount) {
    this.mount = mount;
    this.ballast = mount.resolve("ballast");
  }

  /**
   * Mounts one.
   *
   * @throws IOException if that is not allowed here, with the reason
   */
  static FullDisk mount(Path mount, int megabytes) throws IOException {
    Files.createDirectories(mount);
    HostCommand.run(
        "mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", mount.toString());
    FullDisk disk = new FullDisk(mount);
    byte[] megabyte = new byte[1 << 20];
    try (OutputStream out = Files.newOutputStream(disk.ballast)) {
      for (int i = 0; i < BALLAST_MEGABYTES; i++) {
        out.write(megabyte);
      }
    }
    return disk;
  }

  Path path() {
    return mount;
  }

  /** Fills the disk by sending, makes room, and waits until the server goes on. */
  void fillAndFree(FaultBench bench) throws IOException, InterruptedException {
    try (BackgroundLoad load = bench.startLoad(EVENTS_PER_SECOND)) {
      load.awaitProgress();
      awaitStandstill(bench);
      bench.say(
          "the disk is full after %,d events (%,d KB free): POST answers %s",
          bench.ledger().acknowledged(), mount.toFile().getUsableSpace() / 1024, answer(bench));
      boolean alive = bench.installation().server().isRunning();
      bench.say("the server %s; it said last:", alive ? "runs" : "has ended");
      bench.installation().server().lastLines().reversed().stream()
          .limit(3)
          .forEach(line -> bench.say("  %s", line));
      Files.delete(ballast);
      long begun = System.nanoTime();
      if (!alive) {
        bench.installation().start();
      }
      load.awaitProgress();
      bench.say("with room again it goes on after %.1f s", (System.nanoTime() - begun) / 1e9);
      load.stop();
    }
  }

  private static void awaitStandstill(FaultBench bench) {
    long[] lastAndSince = {-1, System.nanoTime()};
    Patience.until(
        "the disk to be full",
        FULL_PATIENCE,
        () -> {
          long acknowledged = bench.ledger().acknowledged();
          if (acknowledged != lastAndSince[0]) {
            lastAndSince[0] = acknowledged;
            lastAndSince[1] = System.nanoTime();
          }
          return System.nanoTime() - lastAndSince[1] > STANDSTILL.toNanos();
        });
  }

  private static String answer(FaultBench bench) {
    Batch batch = bench.batch(1);
    try (Client client = bench.installation().client()) {
      Response response = client.post(batch.bytes(), batch.length());
      if (response.isAccepted()) {
        bench.ledger().acknowledged(batch);
      }
      return response.status() + " " + response.body();
    } catch (IOException e) {
      return "nothing: " + e;
    }
  }

  @Override
  public void close() throws IOException {
    HostCommand.run("umount", mount.toString());
  }
}
