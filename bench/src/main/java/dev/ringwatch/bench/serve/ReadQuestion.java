package dev.ringwatch.bench.serve;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Something that is asked of the read API again and again, of one value after the other.
 *
 * @param name in the table
 * @param path what is asked, up to where the value goes, percent-encoded
 * @param rest what follows the value
 * @param values of which one is taken at random each time; not empty
 * @param pages how many pages are asked for at a time; only the last one is timed
 */
record ReadQuestion(String name, String path, String rest, List<String> values, int pages) {

  private static final JsonMapper JSON = JsonMapper.shared();

  ReadQuestion {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("there is no value to ask for in \"" + name + "\"");
    }
  }

  /** A first page of a list. */
  static ReadQuestion of(String name, String path, List<String> values) {
    return new ReadQuestion(name, path, "", values, 1);
  }

  /** The same with something after the value. */
  ReadQuestion followedBy(String end) {
    return new ReadQuestion(name, path, end, values, pages);
  }

  /** The same, timed at a later page of the list. */
  ReadQuestion atPage(int page) {
    return new ReadQuestion(name + ", page " + page, path, rest, values, page);
  }

  /** How long an answer takes, in nanoseconds. */
  long ask(Client client, SplittableRandom random) throws IOException {
    String value = values.get(random.nextInt(values.size()));
    String asked = path + URLEncoder.encode(value, StandardCharsets.UTF_8) + rest;
    String next = asked;
    for (int page = 1; page < pages; page++) {
      JsonNode cursor = JSON.readTree(answer(client, next)).path("next");
      if (!cursor.isString()) {
        break;
      }
      next = asked + (asked.contains("?") ? "&" : "?") + "cursor=" + cursor.asString();
    }
    long begun = System.nanoTime();
    answer(client, next);
    return System.nanoTime() - begun;
  }

  private static String answer(Client client, String path) throws IOException {
    Response response = client.get(path);
    if (!response.isOk()) {
      throw new IOException(path + " answered " + response.status() + " " + response.body());
    }
    return response.body();
  }
}
