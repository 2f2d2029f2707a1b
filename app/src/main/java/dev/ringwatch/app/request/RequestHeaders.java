package dev.ringwatch.app.request;

import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** Reads a request's headers for who looks for a trace in them. */
final class RequestHeaders implements TextMapGetter<HttpServletRequest> {

  static final RequestHeaders GETTER = new RequestHeaders();

  private RequestHeaders() {}

  @Override
  public Iterable<String> keys(HttpServletRequest request) {
    return Collections.list(request.getHeaderNames());
  }

  @Override
  public @Nullable String get(@Nullable HttpServletRequest request, String name) {
    return request == null ? null : request.getHeader(name);
  }
}
