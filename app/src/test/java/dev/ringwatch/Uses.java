package dev.ringwatch;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/**
 * What our packages are and use: by their class files, and by the import statements of the sources
 * as well, because a constant that the compiler has inlined leaves no trace in a class file.
 */
final class Uses {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.ringwatch");

  private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);
  private static final Pattern IMPORT =
      Pattern.compile("^import (?:static )?([\\w.]+)(?:\\.\\*)?;", Pattern.MULTILINE);

  private Uses() {}

  /**
   * A package that uses something.
   *
   * @param origin the package
   * @param target the class that it uses; in an import also a package or a static member
   * @param where the place, for a person to read
   */
  record Use(String origin, String target, String where) {

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

  /** All classes but those of tests. */
  static Stream<JavaClass> classes() {
    return CLASSES.stream();
  }

  /** The packages that they are in. */
  static Set<String> packages() {
    Set<String> names = new TreeSet<>();
    CLASSES.forEach(type -> names.add(type.getPackageName()));
    return names;
  }

  static boolean isNullMarked(String packageName) {
    return CLASSES
        .getPackage(packageName)
        .tryGetPackageInfo()
        .map(info -> info.isAnnotatedWith(NullMarked.class))
        .orElse(false);
  }

  /** Everything that is used, by whichever trace. */
  static Stream<Use> all() {
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

  /** The calls and accesses of some packages. */
  static Stream<JavaAccess<? extends AccessTarget>> accesses(Predicate<String> packageName) {
    return CLASSES.stream()
        .filter(type -> packageName.test(type.getPackageName()))
        .flatMap(type -> type.getAccessesFromSelf().stream());
  }

  private static Stream<Use> imports() {
    Path repository = repository();
    return Stream.of("core", "kit", "postgres", "kafka", "flink", "app")
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
