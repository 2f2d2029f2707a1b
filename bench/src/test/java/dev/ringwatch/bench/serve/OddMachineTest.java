package dev.ringwatch.bench.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OddMachineTest {

  @TempDir Path folder;

  private static Instant timeOf(Process shell) throws IOException {
    shell.outputWriter().append("date +%s\n").flush();
    BufferedReader said = shell.inputReader();
    return Instant.ofEpochSecond(Long.parseLong(said.readLine()));
  }

  /** What a process starts sees it too. */
  @Test
  void movesTheTimeOfDayOfItsProcessesWhileTheyRun() throws IOException {
    OddMachine machine = OddMachine.in(folder);
    ProcessBuilder builder = new ProcessBuilder("sh");
    builder.environment().putAll(machine.environment());
    Process shell = builder.start();
    try {
      Duration near = Duration.ofSeconds(5);
      assertThat(Duration.between(Instant.now(), timeOf(shell)).abs()).isLessThan(near);
      machine.setClock(Duration.ofHours(-3));
      Instant then = Instant.now().minus(Duration.ofHours(3));
      assertThat(Duration.between(then, timeOf(shell)).abs()).isLessThan(near);
      machine.setClock(Duration.ZERO);
      assertThat(Duration.between(Instant.now(), timeOf(shell)).abs()).isLessThan(near);
    } finally {
      shell.destroyForcibly();
    }
  }

  @Test
  void holdsUpWhatIsWrittenToTheDisk() throws Exception {
    OddMachine machine = OddMachine.in(folder);
    machine.holdUpSyncs(Duration.ofMillis(700));
    ProcessBuilder builder =
        new ProcessBuilder(
            "dd",
            "if=/dev/zero",
            "of=" + folder.resolve("file"),
            "bs=1",
            "count=1",
            "conv=fdatasync");
    builder.environment().putAll(machine.environment());
    long begun = System.nanoTime();
    assertThat(builder.start().waitFor()).isZero();
    assertThat(System.nanoTime() - begun).isGreaterThan(Duration.ofMillis(700).toNanos());
  }
}
