package dev.ringwatch;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Who may import whom, as tables; {@link ArchitectureTest} holds the program to them. */
final class Architecture {

  /** What all of our packages begin with. */
  static final String ROOT = "dev.ringwatch.";

  /**
   * The packages below dev.ringwatch in the order of the data's path, each with those it may
   * import. A name that ends in two dots includes its subpackages, each of which may import the
   * others of its own row; {@code core} stands for every row above kit.
   */
  private static final Map<String, Set<String>> PACKAGES =
      table(
          """
          event          |
          flat           | event
          ingest         | event
          log            | event ingest
          feature        | event flat ingest log
          detect         | event feature
          detect.anomaly | event feature detect
          detect.ring    | event flat feature detect
          calibrate      | event ingest log feature detect detect.anomaly detect.ring
          risk           | event ingest log feature detect detect.anomaly detect.ring calibrate
          learn          | event feature detect detect.anomaly calibrate risk
          alert          | event detect risk
          pipeline       | event flat ingest log feature detect detect.anomaly detect.ring calibrate risk learn
          control        | event log detect.anomaly feature learn pipeline
          kit..          | core
          postgres..     | core
          client         |
          kafka..        | core
          flink..        | core postgres.. kafka..
          app..          | core kit.. postgres.. kafka..
          """);

  /** The rows that are not core. */
  private static final Set<String> AROUND_CORE =
      Set.of("kit..", "postgres..", "client", "kafka..", "flink..", "app..");

  /**
   * Libraries that never show in what a public type offers, so that they can be replaced, and the
   * packages that each stays inside.
   */
  private static final Map<String, Set<String>> HIDDEN_LIBRARIES =
      table(
          """
          it.unimi.dsi.fastutil       | feature detect.ring pipeline
          nl.cwts                     | detect.ring
          de.siegmar.fastcsv          | app..
          tools.jackson               | ingest control postgres.. kafka.. app..
          org.apache.kafka            | kafka.. flink..
          org.apache.avro             | kafka..
          com.fasterxml.jackson       | app..
          com.google.crypto.tink      | app.encryption
          dev.hardwood                | app.parquet
          org.postgresql              | postgres..
          org.flywaydb                | postgres..
          com.zaxxer.hikari           | postgres..
          org.apache.commons.compress | postgres.embedded
          org.tukaani.xz              | postgres.embedded
          io.nayuki.qrcodegen         | app.signin
          org.slf4j                   | postgres.. kafka.. flink.. app..
          org.yaml.snakeyaml          | flink.. app..
          io.opentelemetry            | app.request
          io.prometheus               | app.metrics
          org.apache.hc               | app.alert
          jakarta.mail                | app.alert
          org.eclipse.angus           | app.alert
          org.webjars                 | app.serve
          """);

  /** Libraries that may show, and the packages that each stays inside. */
  private static final Map<String, Set<String>> SHOWN_LIBRARIES =
      table(
          """
          org.springframework | app..
          jakarta             | app..
          org.apache.catalina | app..
          org.apache.coyote   | app.serve
          picocli             | app..
          io.micrometer       | app..
          org.apache.flink    | flink..
          org.junit.jupiter   | kit..
          org.assertj         | kit..
          """);

  private Architecture() {}

  /** Rows of a name, a bar, and names; no name comes twice. */
  private static Map<String, Set<String>> table(String rows) {
    Map<String, Set<String>> table = new TreeMap<>();
    for (String row : rows.lines().toList()) {
      String[] cells = row.split("\\|", -1);
      List<String> names =
          Arrays.stream(cells[1].split(" ", -1)).filter(n -> !n.isEmpty()).toList();
      if (table.put(cells[0].strip(), Set.copyOf(names)) != null) {
        throw new IllegalStateException("two rows of " + cells[0]);
      }
    }
    return table;
  }

  static boolean hasRow(String packageName) {
    return rowOf(packageName).isPresent();
  }

  /** Whether one of our packages may import another, or itself. */
  static boolean mayImport(String origin, String target) {
    return origin.equals(target)
        || rowOf(origin)
            .filter(row ->
                covers(List.of(row.getKey()), target)
                    || covers(row.getValue(), target)
                    || (row.getValue().contains("core") && isCore(target)))
            .isPresent();
  }

  static boolean isCore(String packageName) {
    return !covers(AROUND_CORE, packageName);
  }

  static boolean isCoreOrKit(String packageName) {
    return isCore(packageName) || covers(Set.of("kit.."), packageName);
  }

  /**
   * Whether a class is our own, the platform's, of the annotations, or of a library that is named.
   */
  static boolean isNamed(String className) {
    return className.startsWith(ROOT)
        || className.startsWith("java.")
        || className.startsWith("org.jspecify.annotations.")
        || libraryOf(HIDDEN_LIBRARIES, className).isPresent()
        || libraryOf(SHOWN_LIBRARIES, className).isPresent();
  }

  /** Whether a class is of a library that must not show. */
  static boolean isHidden(String className) {
    return libraryOf(HIDDEN_LIBRARIES, className).isPresent();
  }

  /** Whether a package may use a class, as far as libraries go. */
  static boolean mayUse(String origin, String className) {
    return List.of(HIDDEN_LIBRARIES, SHOWN_LIBRARIES).stream()
        .flatMap(libraries -> libraryOf(libraries, className).stream())
        .allMatch(library -> covers(library.getValue(), origin));
  }

  private static Optional<Map.Entry<String, Set<String>>> libraryOf(
      Map<String, Set<String>> libraries, String className) {
    return libraries.entrySet().stream()
        .filter(library -> className.startsWith(library.getKey() + "."))
        .findFirst();
  }

  private static Optional<Map.Entry<String, Set<String>>> rowOf(String packageName) {
    return PACKAGES.entrySet().stream()
        .filter(row -> covers(List.of(row.getKey()), packageName))
        .findFirst();
  }

  /** Whether one of the table's names, stands for a package. */
  private static boolean covers(Collection<String> names, String packageName) {
    return names.stream()
        .anyMatch(name -> {
          if (!name.endsWith("..")) {
            return packageName.equals(ROOT + name);
          }
          String parent = ROOT + name.substring(0, name.length() - 2);
          return packageName.equals(parent) || packageName.startsWith(parent + ".");
        });
  }
}
