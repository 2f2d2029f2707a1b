package dev.ringwatch.postgres.hunt;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The hunts of a team's directory, read again when they have changed. Guarded by its monitor. */
final class OwnHunts {

  private static final String END = ".sql";
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,59}");
  private static final long MOST_BYTES = 256L << 10;
  private static final int MOST_FILES = 500;

  private final Path directory;
  private final Set<String> taken;
  private Map<Path, Known> known = Map.of();

  /**
   * Those of a directory.
   *
   * @param taken the names that are not theirs to have
   */
  OwnHunts(Path directory, Set<String> taken) {
    this.directory = directory;
    this.taken = Set.copyOf(taken);
  }

  /** What became of a file, as it was at a time. */
  private record Known(
      FileTime changed, long size, @Nullable Hunt hunt, Optional<UnusableHunt> fault) {}

  /** What the directory holds now. */
  synchronized void addTo(Map<String, Hunt> hunts, List<UnusableHunt> unusable) {
    try {
      Map<Path, Known> now = new HashMap<>();
      List<Path> files = files();
      if (files.size() > MOST_FILES) {
        unusable.add(
            new UnusableHunt(
                files.get(MOST_FILES).getFileName().toString(),
                0,
                "a directory has at most "
                    + MOST_FILES
                    + " hunts; this file and those after it are not read"));
      }
      for (Path file : files.subList(0, Math.min(files.size(), MOST_FILES))) {
        Known one = look(file);
        now.put(file, one);
        one.fault.ifPresent(unusable::add);
        if (one.hunt != null) {
          hunts.put(one.hunt.name(), one.hunt);
        }
      }
      known = now;
    } catch (IOException e) {
      unusable.add(
          new UnusableHunt(
              directory.toString(),
              0,
              Files.isDirectory(directory)
                  ? "the directory of hunts cannot be read"
                  : "there is no such directory of hunts"));
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(file -> file.toString().endsWith(END)).sorted().toList();
    }
  }

  private Known look(Path file) {
    String shown = file.getFileName().toString();
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      Known before = known.get(file);
      return before != null
              && before.changed.equals(now.lastModifiedTime())
              && before.size == now.size()
          ? before
          : read(file, shown, now);
    } catch (IOException e) {
      return fault(FileTime.fromMillis(0), -1, new UnusableHunt(shown, 0, "it cannot be read"));
    }
  }

  private Known read(Path file, String shown, BasicFileAttributes now) throws IOException {
    try {
      String name = name(shown);
      if (!now.isRegularFile() || now.size() > MOST_BYTES) {
        throw new HuntFileException(0, "a hunt is a file of no more than 256 KB");
      }
      Hunt hunt = HuntFile.read(name, true, Files.readString(file));
      return new Known(now.lastModifiedTime(), now.size(), hunt, Optional.empty());
    } catch (HuntFileException e) {
      UnusableHunt fault = new UnusableHunt(shown, e.line(), e.sentence());
      return fault(now.lastModifiedTime(), now.size(), fault);
    } catch (CharacterCodingException e) {
      UnusableHunt fault = new UnusableHunt(shown, 0, "it is not written in UTF-8");
      return fault(now.lastModifiedTime(), now.size(), fault);
    }
  }

  private String name(String shown) throws HuntFileException {
    String name = shown.substring(0, shown.length() - END.length());
    if (!NAME.matcher(name).matches()) {
      throw new HuntFileException(
          0, "the name of a hunt is of small letters, digits and -, at most 60 of them");
    }
    if (taken.contains(name)) {
      throw new HuntFileException(0, name + " is a hunt of Ringwatch's own; choose another name");
    }
    return name;
  }

  private static Known fault(FileTime changed, long size, UnusableHunt fault) {
    return new Known(changed, size, null, Optional.of(fault));
  }
}
