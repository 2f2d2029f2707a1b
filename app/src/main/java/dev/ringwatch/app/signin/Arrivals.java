package dev.ringwatch.app.signin;

import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.app.access.Standings;
import dev.ringwatch.app.access.Standings.Stage;
import dev.ringwatch.app.audit.Audit;
import dev.ringwatch.app.audit.AuditAction;
import dev.ringwatch.app.audit.Who;
import dev.ringwatch.postgres.Operators;
import dev.ringwatch.postgres.audit.AuditUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/** Records who has signed in, with all that it takes, and who goes out again. */
final class Arrivals {

  private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);

  private final Standings standings;
  private final Operators operators;
  private final Audit audit;

  Arrivals(Standings standings, Operators operators, Audit audit) {
    this.standings = standings;
    this.operators = operators;
    this.audit = audit;
  }

  /** Records it, then leads on; what cannot be recorded is no sign-in, and the session is over. */
  AuthenticationSuccessHandler then(AuthenticationSuccessHandler next) {
    return (request, response, who) -> {
      try {
        if (isIn(who) && who.getPrincipal() instanceof OperatorCaller caller) {
          record(caller, request);
        }
      } catch (SQLException | AuditUnavailableException e) {
        LOG.warn("the sign-in of {} could not be recorded: {}", who.getName(), e.getMessage());
        SecurityContextHolder.clearContext();
        request.getSession().invalidate();
        response.setHeader(HttpHeaders.RETRY_AFTER, "2");
        response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
        return;
      }
      next.onAuthenticationSuccess(request, response, who);
    };
  }

  private void record(OperatorCaller caller, HttpServletRequest request) throws SQLException {
    audit.change(
        Who.of(request),
        AuditAction.OPERATOR_SIGN_IN,
        Long.toString(caller.operator()),
        Map.of("address", request.getRemoteAddr()),
        connection -> operators.on(connection).noteLogin(caller.operator()));
  }

  /** Records who goes out. A session that somebody wants to end is ended in any case. */
  void goesOut(HttpServletRequest request, @Nullable Authentication who) {
    if (who == null || !isIn(who) || !(who.getPrincipal() instanceof OperatorCaller caller)) {
      return;
    }
    try {
      audit.record(
          Who.of(request),
          AuditAction.OPERATOR_SIGN_OUT,
          Long.toString(caller.operator()),
          Audit.DONE,
          Map.of());
    } catch (AuditUnavailableException e) {
      LOG.warn("the sign-out of {} is not recorded: {}", caller.login(), e.getMessage());
    }
  }

  /** Whether a one-time link is all that it takes. */
  boolean linkIsEnough() {
    return standings.settings().linkIsEnough();
  }

  private boolean isIn(Authentication who) {
    return standings.stage(who) == Stage.IN;
  }
}
