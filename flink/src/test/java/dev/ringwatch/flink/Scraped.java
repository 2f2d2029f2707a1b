package dev.ringwatch.flink;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.prometheus.PrometheusReporterFactory;

/**
 * What Prometheus reads of the jobs in this process, from Flink's own reporter.
 *
 * @param port where it answers
 */
record Scraped(int port) {

  private static final Pattern FAMILY = Pattern.compile("(?m)^# TYPE (\\S+) \\S+$");
  private static final Pattern NAME = Pattern.compile("\\bflink_\\w+");
  private static final String DOCUMENTED = "flink/README.md";
  private static final String RULES = "deploy/prometheus/flink-rules.yml";

  /** On a port that is free. */
  static Scraped anywhere() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return new Scraped(free.getLocalPort());
    }
  }

  /** What a cluster has to be told for it. */
  Configuration reporter() {
    Configuration configuration = new Configuration();
    configuration.setString("metrics.reporters", "prometheus");
    configuration.setString(
        "metrics.reporter.prometheus.factory.class", PrometheusReporterFactory.class.getName());
    configuration.setString("metrics.reporter.prometheus.port", String.valueOf(port));
    return configuration;
  }

  /** The names of all metrics that there are. */
  Set<String> names() throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI metrics = URI.create("http://127.0.0.1:" + port + "/metrics");
      String body =
          client.send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString()).body();
      Set<String> names = new TreeSet<>();
      FAMILY.matcher(body).results().forEach(match -> names.add(match.group(1)));
      return names;
    }
  }

  /** The names of all that whoever runs the job is told to look at, by documentation and rules. */
  static Set<String> documented() throws IOException {
    Set<String> names = new TreeSet<>();
    NAME.matcher(read(DOCUMENTED) + rules()).results().forEach(match -> names.add(match.group()));
    return names;
  }

  /** The rules for Prometheus, as the documentation has to have them. */
  static String rules() throws IOException {
    String file = read(RULES);
    return file.substring(file.indexOf("groups:"));
  }

  /** A file of the repository. */
  static String read(String file) throws IOException {
    Path here = Path.of("").toAbsolutePath();
    for (Path path = here; path != null; path = path.getParent()) {
      if (Files.exists(path.resolve(file))) {
        return Files.readString(path.resolve(file));
      }
    }
    throw new IllegalStateException("no " + file + " above " + here);
  }
}
