package dev.ringwatch.app.access;

import static dev.ringwatch.app.access.Permission.ADMINISTER;
import static dev.ringwatch.app.access.Permission.APPROVE;
import static dev.ringwatch.app.access.Permission.BE_SIGNED_IN;
import static dev.ringwatch.app.access.Permission.CHOOSE_PASSWORD;
import static dev.ringwatch.app.access.Permission.COME_IN;
import static dev.ringwatch.app.access.Permission.DECIDE;
import static dev.ringwatch.app.access.Permission.NONE;
import static dev.ringwatch.app.access.Permission.READ;
import static dev.ringwatch.app.access.Permission.SCORE;
import static dev.ringwatch.app.access.Permission.SEND_EVENTS;
import static dev.ringwatch.app.access.Permission.SHOW_SECOND_FACTOR;
import static dev.ringwatch.app.access.Permission.USE_SETTINGS;

import dev.ringwatch.postgres.Role;
import dev.ringwatch.postgres.Scope;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.server.PathContainer;

/**
 * Who may do what: the one table of routes, roles and scopes. What it does not name is for nobody.
 * {@link TableAuthorization} is the one place that asks it, and a test walks every route with
 * everybody.
 */
public final class AccessTable {

  /** Every route there is, and what it takes. */
  public static final List<Route> ROUTES =
      List.of(
          Route.of("GET", "/health", COME_IN),
          Route.of("GET", "/health/live", COME_IN),
          Route.of("GET", "/health/ready", COME_IN),
          Route.of("GET", "/assets/{name}", COME_IN),
          Route.of("GET", "/login", COME_IN),
          Route.of("POST", "/login", COME_IN),
          Route.of("GET", "/login/link", COME_IN),
          Route.of("POST", "/login/link", COME_IN),
          Route.of("GET", "/oauth2/authorization/sso", COME_IN),
          Route.of("GET", "/login/oauth2/code/sso", COME_IN),
          Route.of("GET", "/password", CHOOSE_PASSWORD),
          Route.of("POST", "/password", CHOOSE_PASSWORD),
          Route.of("GET", "/second-factor", SHOW_SECOND_FACTOR),
          Route.of("POST", "/second-factor", SHOW_SECOND_FACTOR),
          Route.of("POST", "/logout", COME_IN),
          Route.of("GET", "/", BE_SIGNED_IN),
          Route.of("GET", "/live", BE_SIGNED_IN),
          Route.of("GET", "/accounts", BE_SIGNED_IN),
          Route.of("POST", "/accounts/notes", DECIDE),
          Route.of("POST", "/accounts/appeals", DECIDE),
          Route.of("GET", "/queue", BE_SIGNED_IN),
          Route.of("GET", "/queue/item", BE_SIGNED_IN),
          Route.of("GET", "/queue/labels", BE_SIGNED_IN),
          Route.of("POST", "/queue/next", DECIDE),
          Route.of("POST", "/queue/take", DECIDE),
          Route.of("POST", "/queue/put-back", DECIDE),
          Route.of("POST", "/queue/verdict", DECIDE),
          Route.of("POST", "/queue/undo", DECIDE),
          Route.of("GET", "/search", BE_SIGNED_IN),
          Route.of("GET", "/explore", BE_SIGNED_IN),
          Route.of("GET", "/explore/counts", BE_SIGNED_IN),
          // The first that fits holds.
          Route.of("GET", "/csv/endpoints", USE_SETTINGS),
          Route.of("GET", "/csv/operators", USE_SETTINGS),
          Route.of("GET", "/csv/keys", USE_SETTINGS),
          Route.of("GET", "/csv/audit", USE_SETTINGS),
          Route.of("GET", "/csv/archives", USE_SETTINGS),
          Route.of("GET", "/csv/configuration", USE_SETTINGS),
          Route.of("GET", "/csv/{name}", BE_SIGNED_IN),
          Route.of("GET", "/incidents", BE_SIGNED_IN),
          Route.of("GET", "/incidents/{id}", BE_SIGNED_IN),
          Route.of("POST", "/incidents/{id}", DECIDE),
          Route.of("GET", "/operations", BE_SIGNED_IN),
          Route.of("GET", "/operations/rejected", BE_SIGNED_IN),
          Route.of("GET", "/operations/set-aside", BE_SIGNED_IN),
          Route.of("GET", "/lists", BE_SIGNED_IN),
          Route.of("POST", "/lists", DECIDE),
          Route.of("GET", "/silences", BE_SIGNED_IN),
          Route.of("POST", "/silences", DECIDE),
          Route.of("POST", "/silences/{id}/end", DECIDE),
          Route.of("GET", "/suppressions", BE_SIGNED_IN),
          Route.of("GET", "/deliveries", BE_SIGNED_IN),
          Route.of("GET", "/deliveries/{id}", BE_SIGNED_IN),
          Route.of("POST", "/deliveries/{id}/redeliver", USE_SETTINGS),
          Route.of("GET", "/endpoints", USE_SETTINGS),
          Route.of("POST", "/endpoints", USE_SETTINGS),
          Route.of("POST", "/endpoints/{id}", USE_SETTINGS),
          Route.of("GET", "/settings", USE_SETTINGS),
          Route.of("GET", "/settings/operators", USE_SETTINGS),
          Route.of("POST", "/settings/operators", USE_SETTINGS),
          Route.of("POST", "/settings/operators/{id}", USE_SETTINGS),
          Route.of("GET", "/settings/keys", USE_SETTINGS),
          Route.of("POST", "/settings/keys", USE_SETTINGS),
          Route.of("POST", "/settings/keys/{id}", USE_SETTINGS),
          Route.of("GET", "/settings/audit", USE_SETTINGS),
          Route.of("POST", "/settings/audit/verify", USE_SETTINGS),
          Route.of("GET", "/settings/archive", USE_SETTINGS),
          Route.of("GET", "/settings/erasures", USE_SETTINGS),
          Route.of("POST", "/settings/erasures", USE_SETTINGS),
          Route.of("GET", "/settings/configuration", USE_SETTINGS),
          Route.of("GET", "/rings", BE_SIGNED_IN),
          Route.of("GET", "/rings/{id}", BE_SIGNED_IN),
          Route.of("GET", "/calibration", BE_SIGNED_IN),
          Route.of("POST", "/calibration", DECIDE),
          Route.of("GET", "/calibration/{id}", BE_SIGNED_IN),
          Route.of("POST", "/thresholds", APPROVE),
          Route.of("POST", "/calibration/{id}", APPROVE),
          Route.of("GET", "/patterns", BE_SIGNED_IN),
          Route.of("GET", "/patterns/sessions", BE_SIGNED_IN),
          Route.of("GET", "/models", BE_SIGNED_IN),
          // The first that fits holds.
          Route.of("GET", "/models/drift", BE_SIGNED_IN),
          Route.of("GET", "/models/learned", BE_SIGNED_IN),
          Route.of("POST", "/models/learned", DECIDE),
          Route.of("POST", "/models/learned/{id}", APPROVE),
          Route.of("GET", "/models/{id}", BE_SIGNED_IN),
          Route.of("GET", "/models/{id}/choice", APPROVE),
          Route.of("POST", "/models/{id}/choice", APPROVE),
          Route.of("GET", "/hunts", BE_SIGNED_IN),
          Route.of("GET", "/hunts/{name}", BE_SIGNED_IN),
          Route.of("POST", "/verdicts", DECIDE),
          Route.of("POST", "/verdicts/withdraw", DECIDE),
          Route.of("POST", "/v1/events", SEND_EVENTS),
          Route.of("POST", "/v1/score", SCORE),
          Route.of("GET", "/v1/accounts", READ),
          Route.of("GET", "/v1/accounts/{id}", READ),
          Route.of("GET", "/v1/lists/{kind}", READ),
          Route.of("POST", "/v1/lists/{kind}", DECIDE),
          Route.of("DELETE", "/v1/lists/{kind}", DECIDE),
          Route.of("GET", "/v1/openapi.json", COME_IN),
          Route.of("GET", "/v1/events", READ),
          Route.of("GET", "/v1/accounts/events", READ),
          Route.of("GET", "/v1/accounts/{id}/events", READ),
          Route.of("GET", "/v1/accounts/scores", READ),
          Route.of("GET", "/v1/accounts/{id}/scores", READ),
          Route.of("GET", "/v1/rings", READ),
          Route.of("GET", "/v1/rings/{id}", READ),
          Route.of("GET", "/v1/rings/{id}/members", READ),
          Route.of("GET", "/v1/rings/{id}/edges", READ),
          Route.of("GET", "/v1/rings/{id}/history", READ),
          Route.of("GET", "/v1/incidents", READ),
          Route.of("GET", "/v1/incidents/{id}", READ),
          Route.of("GET", "/v1/incidents/{id}/history", READ),
          Route.of("POST", "/v1/incidents/{id}/acknowledge", DECIDE),
          Route.of("POST", "/v1/incidents/{id}/assign", DECIDE),
          Route.of("POST", "/v1/incidents/{id}/resolve", DECIDE),
          Route.of("GET", "/v1/silences", READ),
          Route.of("POST", "/v1/silences", DECIDE),
          Route.of("POST", "/v1/silences/{id}/end", DECIDE),
          Route.of("GET", "/v1/suppressions", READ),
          Route.of("POST", "/v1/verdicts", DECIDE),
          Route.of("GET", "/v1/verdicts", READ),
          Route.of("GET", "/v1/verdicts/agreement", READ),
          Route.of("POST", "/v1/verdicts/{id}/withdraw", DECIDE),
          Route.of("GET", "/v1/queue", READ),
          Route.of("POST", "/v1/queue/next", DECIDE),
          Route.of("POST", "/v1/queue/take", DECIDE),
          Route.of("POST", "/v1/queue/put-back", DECIDE),
          Route.of("POST", "/v1/queue/verdict", DECIDE),
          Route.of("GET", "/v1/audit-items", READ),
          Route.of("GET", "/v1/second-reviews", READ),
          Route.of("POST", "/v1/appeals", DECIDE),
          Route.of("GET", "/v1/appeals", READ),
          Route.of("GET", "/v1/thresholds", READ),
          Route.of("POST", "/v1/thresholds", APPROVE),
          Route.of("GET", "/v1/thresholds/{id}", READ),
          Route.of("POST", "/v1/thresholds/{id}/approve", APPROVE),
          Route.of("POST", "/v1/thresholds/{id}/reject", APPROVE),
          Route.of("POST", "/v1/calibrations", DECIDE),
          Route.of("GET", "/v1/hunts", READ),
          Route.of("GET", "/v1/hunts/{name}", READ),
          Route.of("GET", "/v1/hunts/{name}/findings", READ),
          Route.of("GET", "/v1/hunts/{name}/run", READ),
          Route.of("GET", "/v1/models", READ),
          Route.of("GET", "/v1/models/{id}", READ),
          Route.of("POST", "/v1/models/{id}/choice", APPROVE),
          Route.of("DELETE", "/v1/models/{id}/choice", APPROVE),
          Route.of("GET", "/v1/labels", READ),
          Route.of("GET", "/v1/learned", READ),
          Route.of("POST", "/v1/learned", DECIDE),
          Route.of("POST", "/v1/learned/{id}/approve", APPROVE),
          Route.of("POST", "/v1/learned/{id}/reject", APPROVE),
          Route.of("POST", "/v1/learned/{id}/give-up", APPROVE),
          Route.of("GET", "/v1/status", READ),
          Route.of("GET", "/metrics", READ),
          Route.of("GET", "/v1/deliveries", READ),
          Route.of("GET", "/v1/deliveries/{id}", READ),
          Route.of("POST", "/v1/deliveries/{id}/redeliver", ADMINISTER),
          Route.of("GET", "/v1/endpoints", ADMINISTER),
          Route.of("POST", "/v1/endpoints", ADMINISTER),
          Route.of("PUT", "/v1/endpoints/{id}", ADMINISTER),
          Route.of("DELETE", "/v1/endpoints/{id}", ADMINISTER),
          Route.of("POST", "/v1/endpoints/{id}/secret", ADMINISTER),
          Route.of("POST", "/v1/endpoints/{id}/disable", ADMINISTER),
          Route.of("POST", "/v1/endpoints/{id}/enable", ADMINISTER),
          Route.of("POST", "/v1/endpoints/{id}/test", ADMINISTER),
          Route.of("GET", "/v1/erasures", ADMINISTER),
          Route.of("POST", "/v1/erasures", ADMINISTER),
          Route.of("GET", "/v1/exports", ADMINISTER),
          Route.of("GET", "/v1/archives", ADMINISTER),
          Route.of("GET", "/v1/keys", ADMINISTER),
          Route.of("GET", "/v1/operators", ADMINISTER),
          Route.of("GET", "/error", NONE));

  private AccessTable() {}

  /** What everybody may, known or not. */
  static Set<Permission> ofNobody() {
    return EnumSet.of(COME_IN);
  }

  /** What somebody may who has come by a one-time link. */
  static Set<Permission> ofLink() {
    return EnumSet.of(COME_IN, CHOOSE_PASSWORD);
  }

  /** What somebody may who has shown a password and not yet the second factor. */
  static Set<Permission> ofFirstFactor() {
    return EnumSet.of(COME_IN, SHOW_SECOND_FACTOR);
  }

  /** What an operator may who is signed in. */
  static Set<Permission> of(Role role) {
    return switch (role) {
      case VIEWER -> EnumSet.of(COME_IN, CHOOSE_PASSWORD, BE_SIGNED_IN, READ);
      case ANALYST -> and(of(Role.VIEWER), DECIDE);
      case LEAD -> and(of(Role.ANALYST), APPROVE);
      case ADMIN -> and(and(of(Role.LEAD), ADMINISTER), USE_SETTINGS);
    };
  }

  /** What a program may whose key has some scopes: what each of them says, and what takes two. */
  static Set<Permission> of(Set<Scope> scopes) {
    EnumSet<Permission> all = EnumSet.copyOf(ofNobody());
    scopes.forEach(scope -> all.addAll(of(scope)));
    return all.contains(SEND_EVENTS) && all.contains(READ) ? and(all, SCORE) : all;
  }

  private static Set<Permission> of(Scope scope) {
    return switch (scope) {
      case INGEST -> EnumSet.of(COME_IN, SEND_EVENTS);
      case READ -> EnumSet.of(COME_IN, READ);
      case VERDICT -> EnumSet.of(COME_IN, DECIDE);
      case ADMIN -> EnumSet.of(COME_IN, ADMINISTER);
    };
  }

  private static Set<Permission> and(Set<Permission> before, Permission more) {
    EnumSet<Permission> all = EnumSet.copyOf(before);
    all.add(more);
    return all;
  }

  /** The route that a request asks for; empty if there is none. */
  public static Optional<Route> find(HttpServletRequest request) {
    return ofPath(request).stream().filter(r -> r.hasMethod(request.getMethod())).findFirst();
  }

  /** The routes of a request's path, whatever its method. */
  static List<Route> ofPath(HttpServletRequest request) {
    PathContainer path = PathContainer.parsePath(request.getRequestURI());
    return ROUTES.stream().filter(route -> route.hasPath(path)).toList();
  }
}
