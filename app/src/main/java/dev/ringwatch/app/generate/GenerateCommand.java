package dev.ringwatch.app.generate;

import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.kit.generate.AbuseConfig;
import dev.ringwatch.kit.generate.EventWriter;
import dev.ringwatch.kit.generate.GeneratedDay;
import dev.ringwatch.kit.generate.Generator;
import dev.ringwatch.kit.generate.GeneratorConfig;
import dev.ringwatch.kit.generate.TrapLevel;
import dev.ringwatch.kit.generate.Truth;
import dev.ringwatch.kit.generate.TruthWriter;
import dev.ringwatch.kit.generate.Volume;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes generated days to files. */
@Command(
    name = "generate",
    description = {
      "Writes days of events with planted abuse into DIR: events, labels.csv and truth.csv.",
      "Equal options give equal files, byte for byte."
    },
    mixinStandardHelpOptions = true)
public final class GenerateCommand implements Callable<Integer> {

  private static final String YESTERDAY = "yesterday";

  /** How events are written. */
  enum Format {
    CSV,
    NDJSON
  }

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "where to write")
  @SuppressWarnings("NullAway.Init") // set by picocli
  private Path out;

  @Option(names = "--accounts", defaultValue = "50000", description = "default ${DEFAULT-VALUE}")
  private int accounts;

  @Option(names = "--events", defaultValue = "1000000", description = "default ${DEFAULT-VALUE}")
  private long events;

  @Option(names = "--days", defaultValue = "1", description = "default ${DEFAULT-VALUE}")
  private int days;

  @Option(
      names = "--start",
      paramLabel = "DATE",
      description =
          "the first day (UTC), such as 2026-03-01, or yesterday, for a server that takes events of"
              + " the last days only; default: always the same day")
  private @Nullable String start;

  @Option(names = "--seed", defaultValue = "1", description = "default ${DEFAULT-VALUE}")
  private long seed;

  @Option(
      names = "--traps",
      defaultValue = "PLAIN",
      description = "how hard: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}")
  private TrapLevel traps = TrapLevel.PLAIN;

  @Option(
      names = "--camouflage",
      defaultValue = "0.3",
      description = "ordinary share of a ring member's events, 0 to 0.6; default ${DEFAULT-VALUE}")
  private double camouflage;

  @Option(names = "--no-abuse", description = "plant nothing")
  private boolean noAbuse;

  @Option(names = "--session-ids", description = "give events session ids")
  private boolean sessionIds;

  @Option(
      names = "--format",
      defaultValue = "CSV",
      description = "${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}")
  private Format format = Format.CSV;

  @Option(names = "--gzip", description = "compress the events")
  private boolean gzip;

  private long written;

  @Override
  public Integer call() throws IOException {
    GeneratedDay day = Generator.of(config());
    Files.createDirectories(out);
    String name = "events." + format.name().toLowerCase(Locale.ROOT) + (gzip ? ".gz" : "");
    try (OutputStream stream = eventStream(out.resolve(name))) {
      EventWriter writer =
          format == Format.CSV ? EventWriter.csv(stream) : EventWriter.ndjson(stream);
      day.forEach(event -> {
        writer.accept(event);
        written++;
      });
      writer.flush();
    }
    Truth truth = day.truth();
    try (OutputStream labels = Files.newOutputStream(out.resolve("labels.csv"));
        OutputStream truths = Files.newOutputStream(out.resolve("truth.csv"))) {
      TruthWriter.writeLabels(truth, labels);
      TruthWriter.writeTruth(truth, truths);
    }
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%,d events of %,d accounts with %d rings in %s; labels.csv and truth.csv beside them%n",
            written,
            accounts,
            truth.rings().size(),
            out.resolve(name));
    return 0;
  }

  private GeneratorConfig config() {
    try {
      AbuseConfig abuse =
          (noAbuse ? AbuseConfig.none() : AbuseConfig.ofDefaults()).withCamouflage(camouflage);
      Volume volume = new Volume(firstInstant(), days, accounts, events);
      return new GeneratorConfig(seed, volume, traps, abuse, sessionIds);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure("cannot generate that: " + e.getMessage());
    }
  }

  private Instant firstInstant() {
    if (start == null) {
      return Volume.ofDefaults().start();
    }
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    try {
      LocalDate day = start.equals(YESTERDAY) ? today.minusDays(1) : LocalDate.parse(start);
      return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeParseException e) {
      throw new CommandFailure(
          "--start " + start + " is no day; give one like 2026-03-01, or " + YESTERDAY);
    }
  }

  private OutputStream eventStream(Path file) throws IOException {
    OutputStream plain = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
    return gzip ? new GZIPOutputStream(plain, 1 << 16) : plain;
  }
}
