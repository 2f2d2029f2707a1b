package dev.ringwatch.postgres.hunt.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringwatch.postgres.hunt.Hunt;
import dev.ringwatch.postgres.hunt.HuntDurations;
import dev.ringwatch.postgres.hunt.HuntParameter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/hunts.md lists the hunts that Ringwatch brings as they are. */
class HuntsDocumentTest {

  private static final String BEGIN = "<!-- hunts -->\n";
  private static final String END = "<!-- /hunts -->";
  private static final String HEAD =
      """

      | hunt | asks | looks at | parameters and their usual values |
      |---|---|---|---|
      """;

  private static Path document() {
    Path here = Path.of("").toAbsolutePath();
    for (Path path = here; path != null; path = path.getParent()) {
      if (Files.exists(path.resolve("docs/hunts.md"))) {
        return path.resolve("docs/hunts.md");
      }
    }
    throw new IllegalStateException("no docs/hunts.md above " + here);
  }

  private static String row(Hunt hunt) {
    List<String> parameters = new ArrayList<>();
    for (HuntParameter parameter : hunt.parameters()) {
      String usual = parameter.usual() == null ? HuntParameter.ANY : parameter.usual();
      parameters.add("`" + parameter.name() + "` " + usual.replace(",", ", "));
    }
    return "| "
        + String.join(
            " | ",
            "`" + hunt.name() + "`",
            hunt.words().question(),
            HuntDurations.write(hunt.since()),
            String.join("; ", parameters))
        + " |\n";
  }

  @Test
  void listsEveryHunt() throws IOException {
    StringBuilder table = new StringBuilder(HEAD);
    HuntField.all().forEach(hunt -> table.append(row(hunt)));
    table.append('\n');
    String document = Files.readString(document());

    assertThat(document).contains(BEGIN).contains(END);
    assertThat(document.substring(document.indexOf(BEGIN) + BEGIN.length(), document.indexOf(END)))
        .isEqualTo(table.toString());
  }
}
