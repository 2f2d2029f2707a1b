package dev.ringwatch.control;

import dev.ringwatch.detect.anomaly.AnomalyModel;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * Anomaly models as text. A model that is read scores exactly as the one that was written: numbers
 * are written so that they come back bit by bit. A text holds values only, no code and no names of
 * classes; its depth and every value are checked.
 */
public final class ModelText {

  private ModelText() {}

  /**
   * Writes a model.
   *
   * @param writtenBy our version
   * @throws tools.jackson.core.JacksonException if it cannot be written
   */
  public static void write(AnomalyModel model, String writtenBy, Writer out) {
    ModelWriter.write(model.state(), writtenBy, out);
  }

  /**
   * A model as text, for {@link #parse} to make it again.
   *
   * @param writtenBy our version
   */
  public static String of(AnomalyModel model, String writtenBy) {
    StringWriter out = new StringWriter();
    write(model, writtenBy, out);
    return out.toString();
  }

  /**
   * The model that a text says.
   *
   * @throws IllegalArgumentException with what is wrong, if it is no model that we know
   */
  public static AnomalyModel parse(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The model that a text in UTF-8 says.
   *
   * @throws IllegalArgumentException with what is wrong, if it is no model that we know
   */
  public static AnomalyModel read(byte[] text) {
    return AnomalyModel.of(ModelReader.read(text));
  }
}
