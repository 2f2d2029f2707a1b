package dev.ringwatch.app.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The files of the repository that are no code. */
final class Repository {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private Repository() {}

  /** The repository's own folder. */
  static Path root() {
    Path here = Path.of("").toAbsolutePath();
    for (Path path = here; path != null; path = path.getParent()) {
      if (Files.exists(path.resolve("docker-compose.yml"))) {
        return path;
      }
    }
    throw new IllegalStateException("no docker-compose.yml above " + here);
  }

  /** A file's text. */
  static String read(String path) throws IOException {
    return Files.readString(root().resolve(path));
  }

  /** A document of YAML, in which no key comes twice. */
  static JsonNode yaml(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    return JSON.valueToTree(new Yaml(new SafeConstructor(options)).load(text));
  }

  /** A document of JSON. */
  static JsonNode json(String path) throws IOException {
    return JSON.readTree(read(path));
  }
}
