package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * How long a page takes, of one value after the other.
 *
 * @param name in the table
 * @param path up to where the value goes
 * @param values of which one is taken at random each time
 */
record PageTimes(String name, String path, List<String> values) {

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
    Samples times = new Samples();
    long length = 0;
    for (int i = -requests / 10; i < requests; i++) {
      String value = values.get(random.nextInt(values.size()));
      String address = path + URLEncoder.encode(value, StandardCharsets.UTF_8);
      long begun = System.nanoTime();
      String page = client.get(address);
      if (i >= 0) {
        times.add(System.nanoTime() - begun);
        length = Math.max(length, page.length());
      }
    }
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
