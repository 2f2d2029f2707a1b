package dev.ringwatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds the program to the tables of {@link Architecture}. To add a package, add its row there; to
 * use a library in one more place, add the place. A package without a row fails the build.
 */
class ArchitectureTest {

  /** Names that say nothing about what is inside. */
  private static final Set<String> EMPTY_NAMES =
      Set.of(
          "common",
          "dto",
          "dtos",
          "helper",
          "helpers",
          "impl",
          "manager",
          "managers",
          "misc",
          "service",
          "services",
          "util",
          "utils");

  /** Files, sockets and the like: core reads and writes only streams that are handed to it. */
  private static final Pattern OUTSIDE_WORLD =
      Pattern.compile(
          "java\\.io\\.(File.*|RandomAccessFile|Console)"
              + "|java\\.nio\\.file\\..*|java\\.nio\\.channels\\..*|java\\.net\\..*"
              + "|java\\.sql\\..*|java\\.util\\.logging\\..*|java\\.lang\\.System\\$Logger"
              + "|java\\.lang\\.(Process|ProcessBuilder|Runtime)");

  /** What {@link System} has of the kind. */
  private static final Set<String> OF_THE_PROCESS =
      Set.of("in", "out", "err", "console", "exit", "getenv", "getProperty", "getProperties");

  @Test
  void seesTheClassesOfAllModules() {
    assertThat(Uses.packages())
        .contains(
            "dev.ringwatch.event",
            "dev.ringwatch.kafka",
            "dev.ringwatch.flink",
            "dev.ringwatch.app");
    assertThat(Uses.packages()).anyMatch(name -> name.startsWith("dev.ringwatch.kit."));
  }

  @Test
  void everyPackageHasARow() {
    assertThat(Uses.packages())
        .as("packages, each of which needs a row in %s", Architecture.class.getSimpleName())
        .allMatch(Architecture::hasRow);
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(Uses.packages())
        .as("packages, each of which needs a package-info.java that says @NullMarked")
        .allMatch(Uses::isNullMarked);
  }

  @Test
  void everyPackageHasANameThatSaysSomething() {
    assertThat(Uses.packages())
        .noneMatch(name -> Stream.of(name.split("\\.", -1)).anyMatch(EMPTY_NAMES::contains));
  }

  @Test
  void packagesImportOnlyWhatTheirRowAllows() {
    assertThat(
            Uses.all()
                .filter(use -> use.target().startsWith(Architecture.ROOT))
                .filter(use -> !Architecture.mayImport(use.origin(), use.targetPackage())))
        .as("imports that no row allows")
        .isEmpty();
  }

  @Test
  void packagesImportEachOtherInNoCycle() {
    Map<String, Set<String>> left = new TreeMap<>();
    Uses.all()
        .filter(use -> use.target().startsWith(Architecture.ROOT))
        .filter(use -> !use.origin().equals(use.targetPackage()))
        .forEach(use ->
            left.computeIfAbsent(use.origin(), origin -> new TreeSet<>()).add(use.targetPackage()));
    // Who imports nobody that is left is in no cycle.
    while (left.values().removeIf(targets -> Collections.disjoint(targets, left.keySet()))) {}
    assertThat(left).as("packages in import cycles, or that lead into one").isEmpty();
  }

  @Test
  void librariesStayInsideTheirPackages() {
    assertThat(Uses.all().filter(use -> !Architecture.mayUse(use.origin(), use.target())))
        .as("uses of a library outside the packages of its row")
        .isEmpty();
  }

  @Test
  void coreAndKitUseOnlyTheLibrariesInTheTable() {
    assertThat(
            Uses.all()
                .filter(use -> Architecture.isCoreOrKit(use.origin()))
                .filter(use -> !Architecture.isNamed(use.target())))
        .as("uses of a framework or library without a row")
        .isEmpty();
  }

  @Test
  void publicTypesOfferNoHiddenLibrary() {
    assertThat(
            Uses.classes()
                .filter(Signatures::isVisible)
                .flatMap(type -> Signatures.shown(type, Architecture::isHidden)))
        .as("public signatures that show a library")
        .isEmpty();
  }

  @Test
  void coreReachesNoFileSocketOrConsole() {
    Stream<String> types =
        Uses.all()
            .filter(use -> Architecture.isCore(use.origin()))
            .filter(use -> OUTSIDE_WORLD.matcher(use.target()).matches())
            .map(Uses.Use::where);
    Stream<String> process =
        Uses.accesses(Architecture::isCore)
            .filter(access -> access.getTargetOwner().isEquivalentTo(System.class))
            .filter(access -> OF_THE_PROCESS.contains(access.getName()))
            .map(JavaAccess::getDescription);
    assertThat(Stream.concat(types, process)).as("uses of the outside world in core").isEmpty();
  }

  @Test
  void coreAndKitHaveNoClockAndNoUnseededRandomness() {
    assertThat(
            Uses.accesses(Architecture::isCoreOrKit)
                .filter(UnrepeatableCalls::contain)
                .map(JavaAccess::getDescription))
        .as("time and randomness that are not passed in")
        .isEmpty();
  }
}
