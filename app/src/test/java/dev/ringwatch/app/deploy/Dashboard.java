package dev.ringwatch.app.deploy;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** A dashboard of Grafana's, as far as what it asks for goes. */
final class Dashboard {

  /**
   * One panel.
   *
   * @param type how it draws, such as {@code timeseries}
   * @param title what stands above it
   * @param sql what it asks PostgreSQL; empty if it asks Prometheus
   * @param expressions what it asks Prometheus
   * @param named the columns that it treats in a way of their own
   */
  record Panel(
      String type, String title, String sql, List<String> expressions, List<String> named) {

    /** Its question over a span of time, with Grafana's macros written out as Grafana does. */
    String over(Instant from, Instant to) {
      return sql.replaceAll(
          "\\$__timeFilter\\(([\\w.]+)\\)", "$1 BETWEEN '" + from + "' AND '" + to + "'");
    }
  }

  private final JsonNode document;

  private Dashboard(JsonNode document) {
    this.document = document;
  }

  static Dashboard of(String name) throws IOException {
    return new Dashboard(Repository.json("deploy/grafana/dashboards/" + name + ".json"));
  }

  JsonNode document() {
    return document;
  }

  List<Panel> panels() {
    List<Panel> panels = new ArrayList<>();
    for (JsonNode panel : document.get("panels")) {
      panels.add(
          new Panel(
              panel.get("type").stringValue(),
              panel.get("title").stringValue(),
              panel.get("targets").get(0).path("rawSql").asString(""),
              texts(panel.get("targets"), "/expr"),
              texts(panel.get("fieldConfig").get("overrides"), "/matcher/options")));
    }
    return panels;
  }

  private static List<String> texts(JsonNode all, String pointer) {
    return StreamSupport.stream(all.spliterator(), false)
        .map(one -> one.at(pointer).asString(""))
        .filter(text -> !text.isEmpty())
        .toList();
  }

  Panel panel(String title) {
    return panels().stream().filter(one -> one.title().equals(title)).findFirst().orElseThrow();
  }
}
