package dev.ringwatch.app.access;

import dev.ringwatch.log.LogUnavailableException;
import dev.ringwatch.postgres.Operator;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends sessions that are no longer what they were: the operator was disabled, their sessions were
 * ended, or the cookie comes from another browser than it was given to. What comes with it is a
 * request of nobody.
 */
final class SessionGuard extends OncePerRequestFilter {

  private final CurrentOperators operators;
  private final boolean sameAddress;
  private final Refusals refusals;

  SessionGuard(Standings standings, Refusals refusals) {
    this.operators = standings.operators();
    this.sameAddress = standings.settings().sameAddress();
    this.refusals = refusals;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    if (who != null && who.getPrincipal() instanceof OperatorCaller caller) {
      try {
        if (!holds(caller, who, request)) {
          end(request);
        }
      } catch (LogUnavailableException e) {
        refusals.comeAgain(response, String.valueOf(e.getMessage()));
        return;
      }
    }
    chain.doFilter(request, response);
  }

  private boolean holds(OperatorCaller caller, Authentication who, HttpServletRequest request) {
    SignInDetails now = SignInDetails.of(request);
    Optional<Operator> operator = operators.find(caller.operator());
    return who.getDetails() instanceof SignInDetails then
        && then.userAgent().equals(now.userAgent())
        && (!sameAddress || then.address().equals(now.address()))
        && operator.isPresent()
        && !began(who).isBefore(operator.get().sessionsSince());
  }

  /** When the first factor was shown. */
  private static Instant began(Authentication who) {
    return who.getAuthorities().stream()
        .filter(FactorGrantedAuthority.class::isInstance)
        .map(authority -> ((FactorGrantedAuthority) authority).getIssuedAt())
        .min(Instant::compareTo)
        .orElse(Instant.MIN);
  }

  private static void end(HttpServletRequest request) {
    SecurityContextHolder.clearContext();
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
  }
}
