package dev.ringwatch.app.overview;

import dev.ringwatch.app.alert.DeliveryQuery;
import dev.ringwatch.app.page.Choice;
import dev.ringwatch.app.page.Frame;
import dev.ringwatch.postgres.alert.DeliveryLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The list of deliveries as it is shown.
 *
 * @param frame what stands around it
 * @param states the views by state
 * @param incident of which incident; 0 for all
 * @param endpoint of which endpoint, by name; empty for all, and where it is not known
 * @param ofEndpoint whether it is of one endpoint only
 * @param table the deliveries
 * @param next where the next page is
 * @param csv all of it as a file
 */
record DeliveryList(
    Frame frame,
    List<Choice> states,
    long incident,
    String endpoint,
    boolean ofEndpoint,
    DeliveryTable table,
    Optional<String> next,
    String csv) {

  private static final String PATH = "/deliveries";

  static DeliveryList of(
      Frame frame, DeliveryQuery query, DeliveryQuery.Page page, DeliveryTable table) {
    List<Choice> states = new ArrayList<>();
    states.add(choice(query, "All", ""));
    for (String state : DeliveryLog.STATES) {
      states.add(choice(query, name(state), state));
    }
    OptionalLong incident = query.filter().incident();
    OptionalLong endpoint = query.filter().endpoint();
    return new DeliveryList(
        frame,
        states,
        incident.orElse(0),
        endpoint.isPresent() && !table.rows().isEmpty() ? table.rows().getFirst().endpoint() : "",
        endpoint.isPresent(),
        table,
        Optional.ofNullable(page.next())
            .map(next -> Choice.address(PATH, query.asked(), "cursor", next)),
        Choice.address("/csv/deliveries", query.asked(), "", ""));
  }

  private static String name(String state) {
    return switch (state) {
      case "waiting" -> "Waiting";
      case "delivered" -> "Arrived";
      case "dead" -> "Given up";
      case "digested" -> "In a digest";
      default -> state;
    };
  }

  private static Choice choice(DeliveryQuery query, String name, String state) {
    return new Choice(
        name,
        Choice.address(PATH, query.asked(), "state", state),
        query.filter().state().orElse("").equals(state));
  }
}
