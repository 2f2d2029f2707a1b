package dev.ringwatch.app.report;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;

/** Writes {@code report.html}. */
public final class Report {

  private static final TemplateEngine ENGINE =
      TemplateEngine.createPrecompiled(null, ContentType.Html, null, "dev.ringwatch.app");

  private Report() {}

  /** Writes the whole page, less than two megabytes of it, to be encoded as UTF-8. */
  public static void write(ReportModel model, Appendable out) throws IOException {
    StringOutput page = new StringOutput(1 << 18);
    ENGINE.render("report/report.jte", Page.of(model), page);
    out.append(page.toString());
  }
}
