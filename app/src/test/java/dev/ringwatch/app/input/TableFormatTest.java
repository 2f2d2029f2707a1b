package dev.ringwatch.app.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.app.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TableFormatTest {

  @TempDir private Path folder;

  static List<TableFormat> formats() {
    return TableFormat.ALL;
  }

  @ParameterizedTest
  @MethodSource("formats")
  void isNamedInTheHelpAndHasItsPart(TableFormat format) throws IOException {
    StringWriter help = new StringWriter();
    Main.run(new PrintWriter(help, true), new PrintWriter(help, true), "analyze", "--help");
    assertThat(help.toString()).contains(format.name());
    assertThat(Files.readAllLines(Path.of("..", "docs", "input.md")))
        .contains("## " + format.name());
  }

  @Test
  void leavesTextAndNothingToTheTextReader() throws IOException {
    for (String text : List.of("", "a", "account_id,action,timestamp\n", "{\"action\": 1}")) {
      Path file = Files.writeString(folder.resolve("events"), text);
      assertThat(TableFormat.open(file, bytes -> {})).as(text).isNull();
    }
  }
}
