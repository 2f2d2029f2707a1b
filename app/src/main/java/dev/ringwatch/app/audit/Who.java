package dev.ringwatch.app.audit;

import dev.ringwatch.app.access.ApiCaller;
import dev.ringwatch.app.access.OperatorCaller;
import dev.ringwatch.postgres.audit.AuditActor;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Who does something, and by which request.
 *
 * @param actor who
 * @param requestId the request's name in answers; empty if it is none
 */
public record Who(AuditActor actor, String requestId) {

  /** The server by itself. */
  public static Who system() {
    return new Who(AuditActor.system(), "");
  }

  /** Whoever runs this command, as the operating system says. */
  public static Who console() {
    return new Who(
        new AuditActor(AuditActor.Kind.CONSOLE, System.getProperty("user.name", "")), "");
  }

  /** Whoever sent the request that this thread answers. */
  public static Who of(HttpServletRequest request) {
    Authentication caller = SecurityContextHolder.getContext().getAuthentication();
    return new Who(actor(caller), RequestRecords.id(request));
  }

  private static AuditActor actor(@Nullable Authentication caller) {
    return switch (caller == null ? null : caller.getPrincipal()) {
      case ApiCaller api -> new AuditActor(AuditActor.Kind.API_KEY, Long.toString(api.key()));
      case OperatorCaller operator ->
          new AuditActor(AuditActor.Kind.OPERATOR, Long.toString(operator.operator()));
      case null, default ->
          throw new IllegalStateException("a request that nobody sent cannot be recorded");
    };
  }
}
