package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long a page takes, of one value after the other.
 *
 * @param name in the table
 * @param path up to where the value goes
 * @param values of which one is taken at random each time
 */
record PageTimes(String name, String path, List<String> values) {

  /** What a page asks for by itself once it is there. */
  private static final Pattern LATER = Pattern.compile("hx-get=\"([^\"]+)\" hx-trigger=\"load\"");

  static void printHead() {
    System.out.println("| page | p50 | p95 | max | KB | number |");
    System.out.println("|---|---|---|---|---|---|");
  }

  /**
   * Asks for it, one request after the other, and prints a row.
   *
   * @param requests how many count; a tenth as many go before
   */
  void measure(PageClient client, int requests, long seed)
      throws IOException, InterruptedException {
    SplittableRandom random = new SplittableRandom(seed);
    Row first = new Row();
    Row later = new Row();
    for (int i = -requests / 10; i < requests; i++) {
      String value = values.get(random.nextInt(values.size()));
      String address = path + URLEncoder.encode(value, StandardCharsets.UTF_8);
      long begun = System.nanoTime();
      String page = client.get(address);
      first.add(i, begun, page);
      Matcher rest = LATER.matcher(page);
      while (rest.find()) {
        long again = System.nanoTime();
        later.add(i, again, client.get(rest.group(1).replace("&amp;", "&")));
      }
    }
    first.print(name);
    later.print(name + ", what it loads by itself");
  }

  /** What is known of one kind of request. */
  private static final class Row {

    private final Samples times = new Samples();
    private long length;

    void add(int round, long begun, String page) {
      if (round >= 0) {
        times.add(System.nanoTime() - begun);
        length = Math.max(length, page.length());
      }
    }

    void print(String name) {
      if (times.size() > 0) {
        System.out.printf(
            Locale.ROOT,
            "| %s | %.1f | %.1f | %.1f | %,d | %,d |%n",
            name,
            times.quantileMillis(0.5),
            times.quantileMillis(0.95),
            times.quantileMillis(1),
            length / 1000,
            times.size());
      }
    }
  }
}
