package dev.ringwatch.app.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.app.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlsoLinkTest {

  @TempDir private Path folder;

  private Path log() throws IOException {
    List<String> rows = new ArrayList<>();
    rows.add("account_id,action,timestamp,ip,device_id,user_agent,target");
    for (int i = 0; i < 2_000; i++) {
      rows.add("s%d,view,%d,2001:db8:%x:100::1,own%d,common,".formatted(i, time(i), i + 1, i));
    }
    for (int member = 0; member < 8; member++) {
      for (int turn = 0; turn < 6; turn++) {
        rows.add(
            "f%d,view,%d,2001:db8:0:%d00::%x,farm%d,odd,"
                .formatted(member, time(100 * turn + member), 1 + turn % 2, member + 1, turn % 3));
      }
    }
    return Files.write(folder.resolve("events.csv"), rows);
  }

  private static long time(int second) {
    return 1_767_000_000_000L + 1_000L * second;
  }

  private static int run(StringWriter err, Object... args) {
    String[] words = List.of(args).stream().map(Object::toString).toArray(String[]::new);
    return Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err), words);
  }

  private String edges(Object... options) throws IOException {
    List<Object> words = new ArrayList<>(List.of("analyze", log(), "--out", folder.resolve("out")));
    words.addAll(List.of(options));
    StringWriter err = new StringWriter();
    assertThat(run(err, words.toArray())).as(err.toString()).isZero();
    return Files.readString(folder.resolve("out").resolve("edges.csv"));
  }

  @Test
  void linksByNetworkAndClientWhereAskedTo() throws IOException {
    assertThat(edges()).contains("f0,f1").doesNotContain("network 2001", "client 2001");
    assertThat(edges("--also-link", "network"))
        .contains("network 2001:db8:0:100::/56 (3+3 uses)")
        .doesNotContain("client 2001");
    assertThat(edges("--also-link", "network,client"))
        .contains("network 2001:db8:0:100::/56")
        .contains("client 2001:db8:0:100::/64 odd (3+3 uses)");
    assertThat(folder.resolve("out").resolve("report.html")).content().contains("/56 network");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ip", "co_action", "network,device"})
  void refusesAKindThatIsLookedAtAnyway(String kinds) throws IOException {
    StringWriter err = new StringWriter();
    int exitCode = run(err, "analyze", log(), "--out", folder, "--also-link", kinds);
    assertThat(exitCode).isEqualTo(2);
    assertThat(err.toString()).contains("--also-link").contains("by default");
  }
}
