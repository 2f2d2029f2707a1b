package dev.ringwatch.postgres.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Another JVM that runs the embedded server on a directory until it is killed. */
final class OtherJvm implements AutoCloseable {

  private final Process process;
  private final long serverProcessId;

  private OtherJvm(Process process, long serverProcessId) {
    this.process = process;
    this.serverProcessId = serverProcessId;
  }

  /** Starts one and returns when its server accepts connections. */
  static OtherJvm start(Path dataDirectory) throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    OtherJvm.class.getName(),
                    dataDirectory.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = output.readLine();
    if (line == null) {
      throw new IOException("the other JVM ended at once");
    }
    return new OtherJvm(process, Long.parseLong(line));
  }

  long processId() {
    return process.pid();
  }

  long serverProcessId() {
    return serverProcessId;
  }

  /** Kills the JVM, not its server, and waits for its end. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  /** What runs in the other JVM. */
  public static void main(String[] arguments) throws Exception {
    EmbeddedPostgres postgres =
        EmbeddedPostgres.start(
            EmbeddedPostgresConfig.ofDefaults(Path.of(arguments[0])),
            new EmbeddedPostgresListener() {});
    System.out.println(postgres.processId());
    // Until the test ends, if it does not kill us before.
    System.in.transferTo(OutputStream.nullOutputStream());
    postgres.close();
  }
}
