package dev.ringwatch.app.analyze;

import dev.ringwatch.detect.ring.RingConfig;
import dev.ringwatch.event.LinkKeyKind;
import dev.ringwatch.ingest.DecodeOptions;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Checks of options that several commands on events have. */
public final class CommandChecks {

  private CommandChecks() {}

  /**
   * Checks what {@code --map} says.
   *
   * @throws ParameterException with a sentence, if it cannot be
   */
  public static void columns(CommandSpec spec, Map<String, String> columns) {
    try {
      DecodeOptions.ofDefaults(Instant.EPOCH).withColumns(columns);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--map: " + e.getMessage(), e);
    }
  }

  /**
   * Checks what {@code --also-link} says.
   *
   * @throws ParameterException with a sentence, if it says what is so anyway
   */
  public static void kinds(CommandSpec spec, Set<LinkKeyKind> kinds) {
    for (LinkKeyKind kind : kinds) {
      if (RingConfig.ofDefaults().enabled(kind)) {
        throw new ParameterException(
            spec.commandLine(), "--also-link: " + kind.label() + " is looked at by default");
      }
    }
  }
}
