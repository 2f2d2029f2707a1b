package dev.ringwatch.postgres.hunt;

/**
 * A file in the team's directory that is no hunt.
 *
 * @param file its name, or the directory's own
 * @param line where it is wrong, from 1; 0 if it is wrong as a whole
 * @param sentence what is wrong, without a full stop
 */
public record UnusableHunt(String file, int line, String sentence) {

  /** File, line and what is wrong. */
  @Override
  public String toString() {
    return file + (line == 0 ? "" : ", line " + line) + ": " + sentence;
  }
}
