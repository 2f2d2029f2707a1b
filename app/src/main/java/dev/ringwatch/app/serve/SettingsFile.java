package dev.ringwatch.app.serve;

import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.app.settings.ListenSettings;
import dev.ringwatch.app.settings.ServerSettings;
import dev.ringwatch.app.settings.SettingsInForce;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Option;

/** The options that say where a server's settings and data are. */
public final class SettingsFile {

  private static final Path USUAL = Path.of("ringwatch.yaml");
  private static final String OWN_LEVEL = "logging.level.dev.ringwatch";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "settings, as YAML; default ringwatch.yaml, if there is one here")
  private @Nullable Path config;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "database and snapshots; default data")
  private @Nullable Path data;

  /** The file that is read without being named; empty if another is named or there is none. */
  Optional<Path> usualFile() {
    return Optional.of(USUAL).filter(file -> config == null && Files.exists(file));
  }

  /**
   * The settings that hold.
   *
   * @param moreOptions values of other options, by the whole names of settings
   * @throws CommandFailure with all that is wrong with them
   */
  SettingsInForce inForce(Map<String, String> moreOptions) {
    Optional<Path> file = named().or(this::usualFile);
    return SettingsInForce.read(file, System.getenv(), withData(moreOptions));
  }

  private Optional<Path> named() {
    if (config != null && !Files.isRegularFile(config)) {
      throw new CommandFailure("--config " + config + " is no file");
    }
    return Optional.ofNullable(config);
  }

  private Map<String, String> withData(Map<String, String> moreOptions) {
    Map<String, String> options = new HashMap<>(moreOptions);
    if (data != null) {
      options.put("ringwatch.data", data.toString());
    }
    return options;
  }

  /**
   * The settings that would hold if something were changed.
   *
   * @param other a file in the place of the one that holds; empty for the same
   * @param values in the place of all others, by the whole names of settings
   * @throws CommandFailure with all that is wrong with them
   */
  public ServerSettings proposed(Optional<Path> other, Map<String, String> values) {
    Optional<Path> file = other.or(this::named).or(this::usualFile);
    return SettingsInForce.read(file, System.getenv(), withData(Map.of()), values).ringwatch();
  }

  /**
   * The settings that hold.
   *
   * @throws CommandFailure with all that is wrong with them
   */
  public ServerSettings settings() {
    return inForce(Map.of()).ringwatch();
  }

  /**
   * A database, and where people reach the server that uses it.
   *
   * @param store the database
   * @param url the address, without a slash at the end
   * @param settings the settings that hold
   */
  public record Opened(Store store, String url, ServerSettings settings) {}

  /**
   * Opens the database of these settings, that of a server which runs included.
   *
   * @throws CommandFailure if the settings or the database cannot be used
   */
  public Opened opened() {
    return opened(Store::openBeside);
  }

  /**
   * The same to be read from alone: the database refuses whatever would change it, and the tables
   * stay as they are, of another version though they may be.
   *
   * @throws CommandFailure if the settings or the database cannot be used
   */
  public Opened openedToRead() {
    return opened(Store::openToRead);
  }

  private Opened opened(Function<ServerSettings, Store> open) {
    SettingsInForce inForce = inForce(Map.of());
    Map<String, Object> values = inForce.values();
    if (inForce.isDefault(OWN_LEVEL)) {
      values.put(OWN_LEVEL, "warn");
    }
    try (ConfigurableApplicationContext _ =
        new SpringApplicationBuilder(OnlyLogging.class)
            .web(WebApplicationType.NONE)
            .bannerMode(Banner.Mode.OFF)
            .environment(new ServerEnvironment(values))
            .properties(Server.DEFAULTS)
            .run()) {
      ListenSettings listen = inForce.server();
      String url = inForce.ringwatch().publicUrl(listen.address(), listen.port());
      return new Opened(open.apply(inForce.ringwatch()), url, inForce.ringwatch());
    } catch (RuntimeException e) {
      throw new CommandFailure(StartFailure.sentence(e));
    }
  }

  /** What Spring has to put together for a command: how its libraries log. */
  @SpringBootConfiguration(proxyBeanMethods = false)
  static class OnlyLogging {}
}
