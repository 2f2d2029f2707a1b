package dev.ringwatch.app.serve;

import dev.ringwatch.app.csv.CutOff;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/**
 * Says as problem details (RFC 9457) what Tomcat refuses before anything of ours sees it, such as a
 * request line that it cannot read; and cuts off what is not whole. Made by Tomcat, by name.
 */
public final class ProblemValve extends ErrorReportValve {

  /** An answer that is to be cut off ends without the mark of its end. */
  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    super.invoke(request, response);
    if (CutOff.isMarked(request)) {
      response.flushBuffer();
      response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
    }
  }

  @Override
  protected void report(Request request, Response response, Throwable throwable) {
    int status = response.getStatus();
    if (status < HttpServletResponse.SC_BAD_REQUEST
        || response.getContentWritten() > 0
        || !response.setErrorReported()) {
      return;
    }
    HttpStatus known = HttpStatus.resolve(status);
    String title = known == null ? "Error" : known.getReasonPhrase();
    String body = "{\"status\":" + status + ",\"title\":\"" + title + "\"}";
    try {
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      OutputStream out = response.getResponse().getOutputStream();
      out.write(body.getBytes(StandardCharsets.UTF_8));
      response.finishResponse();
    } catch (IOException e) {
      // Who sent it has gone: there is nobody to tell.
      container.getLogger().debug(title, e);
    }
  }
}
