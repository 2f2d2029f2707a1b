package dev.ringwatch.postgres.hunt;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which hunts there are: those that Ringwatch brings, and those that a team keeps in a directory. A
 * file that is wrong hides no other. Safe for threads.
 */
public final class HuntCatalogue {

  private final SortedMap<String, Hunt> builtIn = BuiltInHunts.read();
  private final @Nullable OwnHunts own;

  private HuntCatalogue(@Nullable Path directory) {
    this.own = directory == null ? null : new OwnHunts(directory, builtIn.keySet());
  }

  /** Those that Ringwatch brings, and no others. */
  public static HuntCatalogue builtIn() {
    return new HuntCatalogue(null);
  }

  /** Those that Ringwatch brings and those of a directory, which need not exist yet. */
  public static HuntCatalogue with(Path directory) {
    return new HuntCatalogue(directory);
  }

  /**
   * What there is at a moment.
   *
   * @param hunts by name
   * @param unusable files that are none
   */
  public record Listed(List<Hunt> hunts, List<UnusableHunt> unusable) {

    /** Copies both. */
    public Listed {
      hunts = List.copyOf(hunts);
      unusable = List.copyOf(unusable);
    }
  }

  /** What there is now. */
  public Listed list() {
    Map<String, Hunt> hunts = new TreeMap<>(builtIn);
    List<UnusableHunt> unusable = new ArrayList<>();
    if (own != null) {
      own.addTo(hunts, unusable);
    }
    return new Listed(List.copyOf(hunts.values()), unusable);
  }

  /** The hunt of a name; empty if there is none. */
  public Optional<Hunt> find(String name) {
    Hunt found = builtIn.get(name);
    return found != null
        ? Optional.of(found)
        : list().hunts().stream().filter(hunt -> hunt.name().equals(name)).findFirst();
  }
}
