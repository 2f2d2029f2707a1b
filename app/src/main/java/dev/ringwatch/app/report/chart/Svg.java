package dev.ringwatch.app.report.chart;

import gg.jte.Content;
import gg.jte.TemplateOutput;

/** Writes one SVG drawing. Escapes every attribute and every text. Not thread-safe. */
final class Svg implements Content {

  private final StringBuilder out = new StringBuilder(4096);

  /**
   * A drawing that begins at 0, 0.
   *
   * @param cssClass the classes of the drawing
   * @param label what it shows, for those who do not see it
   */
  Svg(double width, double height, String cssClass, String label) {
    this(width, height, cssClass, label, "xMidYMid", "img");
  }

  private Svg(
      double width, double height, String cssClass, String label, String aspect, String role) {
    tag(
        "svg",
        "viewBox",
        "0 0 " + number(width) + " " + number(height),
        "preserveAspectRatio",
        aspect,
        "class",
        cssClass,
        "role",
        role,
        "aria-label",
        label);
    out.append('>');
  }

  /** A drawing that takes the proportions of the place it is shown in. */
  static Svg stretched(double width, double height, String cssClass, String label) {
    return new Svg(width, height, cssClass, label, "none", "img");
  }

  /** A drawing that holds links, of which those are told who do not see it. */
  static Svg ofLinks(double width, double height, String cssClass, String label) {
    return new Svg(width, height, cssClass, label, "xMidYMid", "group");
  }

  /** Opens an element; attributes are names and values in turn, numbers or text. */
  Svg open(String name, Object... attributes) {
    tag(name, attributes).append('>');
    return this;
  }

  /** Closes an element. */
  Svg close(String name) {
    out.append("</").append(name).append('>');
    return this;
  }

  /** An element without content. */
  Svg element(String name, Object... attributes) {
    tag(name, attributes).append("/>");
    return this;
  }

  /** A line of text. */
  Svg text(double x, double y, String cssClass, String text) {
    open("text", "x", x, "y", y, "class", cssClass);
    escape(text);
    return close("text");
  }

  /** What the browser tells who points at the element that was opened last. */
  Svg title(String text) {
    open("title");
    escape(text);
    return close("title");
  }

  /** A rectangle. */
  Svg rect(double x, double y, double width, double height, String cssClass) {
    return element("rect", "x", x, "y", y, "width", width, "height", height, "class", cssClass);
  }

  /** A straight line. */
  Svg line(double x1, double y1, double x2, double y2, String cssClass) {
    return element("line", "x1", x1, "y1", y1, "x2", x2, "y2", y2, "class", cssClass);
  }

  /** Ends the drawing. */
  Content done() {
    close("svg");
    return this;
  }

  @Override
  public void writeTo(TemplateOutput output) {
    output.writeContent(out.toString());
  }

  @Override
  public String toString() {
    return out.toString();
  }

  private StringBuilder tag(String name, Object... attributes) {
    if (attributes.length % 2 != 0) {
      throw new IllegalArgumentException("attributes of " + name + " come in pairs");
    }
    out.append('<').append(name);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      if (attributes[i + 1] instanceof Number number) {
        out.append(number(number.doubleValue()));
      } else {
        escape(attributes[i + 1].toString());
      }
      out.append('"');
    }
    return out;
  }

  /** A coordinate to a tenth, which is finer than a pixel. */
  static String number(double value) {
    long tenths = Math.round(value * 10);
    if (tenths % 10 == 0) {
      return Long.toString(tenths / 10);
    }
    return (tenths < 0 ? "-" : "") + Math.abs(tenths / 10) + "." + Math.abs(tenths % 10);
  }

  private void escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
  }
}
