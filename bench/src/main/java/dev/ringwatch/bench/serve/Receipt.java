package dev.ringwatch.bench.serve;

/**
 * What the server said became of a batch.
 *
 * @param accepted events that are in the log because of it
 * @param duplicates events that were there
 * @param rejected events that were not taken
 */
record Receipt(long accepted, long duplicates, long rejected) {

  /** Out of the body of a 202. */
  static Receipt of(String body) {
    return new Receipt(
        number(body, "\"accepted\":"), number(body, "\"duplicates\":"), count(body, "\"index\":"));
  }

  private static long number(String body, String name) {
    int from = body.indexOf(name);
    if (from < 0) {
      throw new IllegalArgumentException("no " + name + " in " + body);
    }
    from += name.length();
    int to = from;
    while (to < body.length() && Character.isDigit(body.charAt(to))) {
      to++;
    }
    return Long.parseLong(body.substring(from, to));
  }

  private static long count(String body, String name) {
    long count = 0;
    for (int at = body.indexOf(name); at >= 0; at = body.indexOf(name, at + 1)) {
      count++;
    }
    return count;
  }
}
