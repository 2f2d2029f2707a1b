package dev.ringwatch.app.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/security.md says is tested has a test. */
class SecurityDocumentTest {

  private static final Pattern NAMED = Pattern.compile("`([A-Z][A-Za-z0-9]*Test)`");

  private static Path root() {
    for (Path path = Path.of("").toAbsolutePath(); path != null; path = path.getParent()) {
      if (Files.exists(path.resolve("docs/security.md"))) {
        return path;
      }
    }
    throw new IllegalStateException("no docs/security.md above here");
  }

  private static Set<String> named(String document) throws IOException {
    return NAMED
        .matcher(Files.readString(root().resolve(document)))
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void namesNoTestThatIsNotThere() throws IOException {
    Set<String> missing = named("docs/security.md");
    missing.addAll(named("docs/privacy.md"));
    assertThat(missing).hasSizeGreaterThan(50);
    try (Stream<Path> modules = Files.list(root())) {
      for (Path module : modules.filter(Files::isDirectory).toList()) {
        Path tests = module.resolve("src/test/java");
        if (Files.isDirectory(tests)) {
          try (Stream<Path> files = Files.walk(tests)) {
            files.forEach(
                file -> missing.remove(file.getFileName().toString().replace(".java", "")));
          }
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void saysOfEveryRowWhichTestShowsIt() throws IOException {
    assertThat(
            Files.readAllLines(root().resolve("docs/security.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.contains(" shown by |"))
                .filter(line -> !NAMED.matcher(line).find()))
        .isEmpty();
  }
}
