package dev.ringwatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.JavaTypeVariable;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/**
 * Who may import whom. To add a package, add its row to {@link #ROWS}; to use a library in one more
 * place, add the place to {@link #LIBRARIES}. A package without a row fails the build.
 *
 * <p>Class files are judged, and the import statements of the sources as well, because a constant
 * that the compiler has inlined leaves no trace in a class file.
 */
class ArchitectureTest {

  private static final String ROOT = "dev.ringwatch.";

  /** Stands for every row of core in a row's imports. */
  private static final String CORE = "core";

  /**
   * The packages below dev.ringwatch in the order of the data's path, each with those it may
   * import. A name that ends in two dots includes its subpackages; each may import the others of
   * its own row.
   */
  private static final List<Row> ROWS =
      List.of(
          row("event"),
          row("flat", "event"),
          row("ingest", "event"),
          row("log", "event", "ingest"),
          row("feature", "event", "ingest", "log"),
          row("detect", "event", "feature"),
          row("detect.anomaly", "event", "feature", "detect"),
          row("detect.ring", "event", "flat", "feature", "detect"),
          row(
              "calibrate",
              "event",
              "ingest",
              "log",
              "feature",
              "detect",
              "detect.anomaly",
              "detect.ring"),
          row(
              "risk",
              "event",
              "ingest",
              "log",
              "feature",
              "detect",
              "detect.anomaly",
              "detect.ring",
              "calibrate"),
          row(
              "alert",
              "event",
              "ingest",
              "log",
              "feature",
              "detect",
              "detect.anomaly",
              "detect.ring",
              "calibrate",
              "risk"),
          row(
              "pipeline",
              "event",
              "flat",
              "ingest",
              "log",
              "feature",
              "detect",
              "detect.anomaly",
              "detect.ring",
              "calibrate",
              "risk",
              "alert"),
          row("kit..", CORE),
          row("app..", CORE, "kit.."));

  /**
   * Libraries, and the packages they stay inside. Core and kit use no others. Those that are hidden
   * never show in what a public type offers, so that they can be replaced.
   */
  private static final List<Library> LIBRARIES =
      List.of(
          hidden("it.unimi.dsi.fastutil", "feature", "detect.ring", "pipeline"),
          hidden("nl.cwts", "detect.ring"),
          hidden("de.siegmar.fastcsv", "ingest", "app.."),
          hidden("tools.jackson", "ingest", "app.."),
          hidden("com.fasterxml.jackson", "app.."),
          hidden("dev.hardwood", "app.parquet"),
          shown("picocli", "app.."),
          shown("org.junit.jupiter", "kit.."),
          shown("org.assertj", "kit.."));

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

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.ringwatch");

  @Test
  void seesTheClassesOfCoreKitAndApp() {
    assertThat(CLASSES.stream().map(type -> firstSegment(type.getPackageName())))
        .as("first package segments of the classes that were imported")
        .contains("event", "kit", "app");
  }

  @Test
  void everyPackageHasARow() {
    assertThat(ourPackages().filter(name -> rowOf(name).isEmpty()))
        .as("packages without a row in %s.ROWS", ArchitectureTest.class.getSimpleName())
        .isEmpty();
  }

  @Test
  void everyPackageIsNullMarked() {
    assertThat(ourPackages().filter(name -> !isNullMarked(name)))
        .as("packages without a package-info.java that says @NullMarked")
        .isEmpty();
  }

  @Test
  void everyPackageHasANameThatSaysSomething() {
    assertThat(
            ourPackages()
                .filter(name -> Stream.of(name.split("\\.", -1)).anyMatch(EMPTY_NAMES::contains)))
        .as("packages named after nothing")
        .isEmpty();
  }

  @Test
  void packagesImportOnlyWhatTheirRowAllows() {
    assertThat(
            dependencies()
                .filter(use -> use.target().startsWith(ROOT))
                .filter(use -> !mayImport(use.origin(), use.targetPackage())))
        .as("imports that no row of ROWS allows")
        .isEmpty();
  }

  @Test
  void librariesStayInsideTheirPackages() {
    assertThat(
            dependencies()
                .filter(use ->
                    LIBRARIES.stream()
                        .filter(library -> library.holds(use.target()))
                        .anyMatch(library -> !covers(library.users(), use.origin()))))
        .as("uses of a library outside the packages that LIBRARIES names")
        .isEmpty();
  }

  @Test
  void coreAndKitUseOnlyTheLibrariesInTheTable() {
    assertThat(
            dependencies()
                .filter(use -> !covers(List.of("app.."), use.origin()))
                .filter(use -> !use.target().startsWith("java."))
                .filter(use -> !use.target().startsWith("org.jspecify.annotations."))
                .filter(use -> !use.target().startsWith(ROOT))
                .filter(
                    use -> LIBRARIES.stream().noneMatch(library -> library.holds(use.target()))))
        .as("uses of a framework or library that LIBRARIES does not name")
        .isEmpty();
  }

  @Test
  void publicTypesOfferNoHiddenLibrary() {
    assertThat(CLASSES.stream().filter(ArchitectureTest::isVisible).flatMap(type -> offers(type)))
        .as("public signatures that show a library")
        .isEmpty();
  }

  @Test
  void coreReachesNoFileSocketOrConsole() {
    Stream<String> types =
        dependencies()
            .filter(use -> isCore(use.origin()))
            .filter(use -> OUTSIDE_WORLD.matcher(use.target()).matches())
            .map(Use::where);
    Stream<String> process =
        accesses(ArchitectureTest::isCore)
            .filter(access -> access.getTargetOwner().isEquivalentTo(System.class))
            .filter(access -> OF_THE_PROCESS.contains(access.getName()))
            .map(JavaAccess::getDescription);
    assertThat(Stream.concat(types, process)).as("uses of the outside world in core").isEmpty();
  }

  @Test
  void coreAndKitHaveNoClockAndNoUnseededRandomness() {
    assertThat(
            accesses(name -> !covers(List.of("app.."), name))
                .filter(access -> isClock(access) || isUnseeded(access))
                .map(JavaAccess::getDescription))
        .as("time and randomness that are not passed in")
        .isEmpty();
  }

  // What is asked of the class files and the sources.

  /**
   * A package that uses something.
   *
   * @param origin the package
   * @param target the class that it uses; in an import also a package or a static member
   * @param where the place, for a person to read
   */
  private record Use(String origin, String target, String where) {

    /** The package of the target; its segments in lower case, which is how ours are named. */
    String targetPackage() {
      return String.join(
          ".",
          Arrays.stream(target.split("\\.", -1))
              .takeWhile(segment -> Character.isLowerCase(segment.charAt(0)))
              .toList());
    }

    @Override
    public String toString() {
      return where;
    }
  }

  private static Stream<Use> dependencies() {
    Stream<Use> compiled =
        CLASSES.stream()
            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
            .map(dependency ->
                new Use(
                    dependency.getOriginClass().getPackageName(),
                    dependency.getTargetClass().getBaseComponentType().getName(),
                    dependency.getDescription()))
            .filter(use -> use.target().contains("."));
    return Stream.concat(compiled, imports());
  }

  private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);
  private static final Pattern IMPORT =
      Pattern.compile("^import (?:static )?([\\w.]+)(?:\\.\\*)?;", Pattern.MULTILINE);

  private static Stream<Use> imports() {
    Path repository = repository();
    return Stream.of("core", "kit", "app")
        .map(module -> repository.resolve(module).resolve("src/main/java"))
        .flatMap(sources -> javaFiles(sources).stream())
        .flatMap(file -> importsOf(repository.relativize(file), read(file)));
  }

  private static Stream<Use> importsOf(Path file, String source) {
    Matcher header = PACKAGE.matcher(source);
    if (!header.find()) {
      throw new IllegalStateException(file + " says no package");
    }
    String origin = header.group(1);
    return IMPORT
        .matcher(source)
        .results()
        .map(match -> new Use(origin, match.group(1), file + ": " + match.group()));
  }

  private static Stream<JavaAccess<? extends AccessTarget>> accesses(
      Predicate<String> packageName) {
    return CLASSES.stream()
        .filter(type -> packageName.test(type.getPackageName()))
        .flatMap(type -> type.getAccessesFromSelf().stream());
  }

  private static boolean isClock(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    String name = access.getName();
    boolean javaTime = owner.startsWith("java.time.");
    return (owner.equals("java.lang.System")
            && Set.of("currentTimeMillis", "nanoTime").contains(name))
        || (owner.equals("java.time.Clock")
            && (name.startsWith("system") || name.startsWith("tick")))
        || (javaTime && name.equals("now") && !takes(access, "java.time.Clock"))
        || (owner.equals("java.util.Date") && isNew(access) && takesNothing(access))
        || (owner.equals("java.util.Calendar") && name.equals("getInstance"));
  }

  private static boolean isUnseeded(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    String name = access.getName();
    return (Set.of("java.util.Random", "java.util.SplittableRandom").contains(owner)
            && isNew(access)
            && takesNothing(access))
        || Set.of("java.util.concurrent.ThreadLocalRandom", "java.security.SecureRandom")
            .contains(owner)
        || ((owner.equals("java.lang.Math") || owner.equals("java.lang.StrictMath"))
            && name.equals("random"))
        || (owner.equals("java.util.UUID") && name.equals("randomUUID"))
        || (owner.equals("java.util.Collections")
            && name.equals("shuffle")
            && parametersOf(access).size() == 1);
  }

  private static boolean isNew(JavaAccess<?> access) {
    return access.getName().equals("<init>");
  }

  private static boolean takesNothing(JavaAccess<?> access) {
    return parametersOf(access).isEmpty();
  }

  private static boolean takes(JavaAccess<?> access, String parameterType) {
    return parametersOf(access).contains(parameterType);
  }

  private static List<String> parametersOf(JavaAccess<?> access) {
    return access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target
        ? target.getRawParameterTypes().stream().map(JavaClass::getName).toList()
        : List.of();
  }

  /** Every type that a public type's signature shows and that belongs to a hidden library. */
  private static Stream<String> offers(JavaClass type) {
    Stream<JavaType> ownTypes =
        Stream.of(
                type.getSuperclass().stream(),
                type.getInterfaces().stream(),
                boundsOf(type.getTypeParameters()))
            .flatMap(types -> types);
    Stream<String> own = hiddenIn(type.getName(), ownTypes);
    Stream<String> members =
        type.getMembers().stream()
            .filter(ArchitectureTest::isOffered)
            .flatMap(member -> hiddenIn(member.getFullName(), typesOf(member)));
    return Stream.concat(own, members).distinct();
  }

  private static boolean isOffered(JavaMember member) {
    Set<JavaModifier> modifiers = member.getModifiers();
    return (modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED))
        && !modifiers.contains(JavaModifier.SYNTHETIC);
  }

  private static Stream<? extends JavaType> typesOf(JavaMember member) {
    if (member instanceof JavaField field) {
      return Stream.of(field.getType());
    }
    JavaCodeUnit unit = (JavaCodeUnit) member;
    return Stream.of(
            Stream.of(unit.getReturnType()),
            unit.getParameterTypes().stream(),
            boundsOf(unit.getTypeParameters()),
            unit.getExceptionTypes().stream())
        .flatMap(types -> types);
  }

  private static Stream<JavaType> boundsOf(List<? extends JavaTypeVariable<?>> variables) {
    return variables.stream().flatMap(variable -> variable.getUpperBounds().stream());
  }

  private static Stream<String> hiddenIn(String where, Stream<? extends JavaType> types) {
    return types
        .flatMap(type -> type.getAllInvolvedRawTypes().stream())
        .map(type -> type.getBaseComponentType().getName())
        .filter(
            name -> LIBRARIES.stream().anyMatch(library -> library.hidden() && library.holds(name)))
        .map(name -> where + " shows " + name);
  }

  /** Whether other packages can name the type: it and all it is nested in are public. */
  private static boolean isVisible(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getEnclosingClass().map(ArchitectureTest::isVisible).orElse(true);
  }

  // The tables.

  private record Row(String packages, List<String> imports) {}

  private static Row row(String packages, String... imports) {
    return new Row(packages, List.of(imports));
  }

  private record Library(String packagePrefix, boolean hidden, List<String> users) {

    boolean holds(String className) {
      return className.startsWith(packagePrefix + ".");
    }
  }

  private static Library hidden(String packagePrefix, String... users) {
    return new Library(packagePrefix, true, List.of(users));
  }

  private static Library shown(String packagePrefix, String... users) {
    return new Library(packagePrefix, false, List.of(users));
  }

  private static boolean mayImport(String origin, String target) {
    return origin.equals(target)
        || rowOf(origin).stream()
            .anyMatch(row ->
                covers(List.of(row.packages()), target)
                    || covers(row.imports(), target)
                    || (row.imports().contains(CORE) && isCore(target)));
  }

  /** The row of a package, or nothing; a list of at most one. */
  private static List<Row> rowOf(String packageName) {
    return ROWS.stream().filter(row -> covers(List.of(row.packages()), packageName)).toList();
  }

  /** Whether one of the table's names, as in {@link #ROWS}, stands for a package. */
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

  private static boolean isCore(String packageName) {
    return !covers(List.of("kit..", "app.."), packageName);
  }

  private static String firstSegment(String packageName) {
    return packageName.startsWith(ROOT)
        ? packageName.substring(ROOT.length()).split("\\.", 2)[0]
        : packageName;
  }

  private static Stream<String> ourPackages() {
    Set<String> names = new TreeSet<>();
    CLASSES.forEach(type -> names.add(type.getPackageName()));
    return names.stream();
  }

  private static boolean isNullMarked(String packageName) {
    return CLASSES
        .getPackage(packageName)
        .tryGetPackageInfo()
        .map(info -> info.isAnnotatedWith(NullMarked.class))
        .orElse(false);
  }

  // Files.

  /** The directory of the repository: the nearest one upwards that has a core. */
  private static Path repository() {
    Path here = Path.of("").toAbsolutePath();
    for (Path path = here; path != null; path = path.getParent()) {
      if (Files.isDirectory(path.resolve("core/src/main/java"))) {
        return path;
      }
    }
    throw new IllegalStateException("no directory with core/src/main/java above " + here);
  }

  private static List<Path> javaFiles(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
