package dev.ringwatch.control;

import dev.ringwatch.detect.anomaly.AnomalyModel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names models by what they say, so that equal ones have one name wherever they come from. */
public final class ModelId {

  private static final int BYTES = 8;

  private ModelId() {}

  /**
   * The beginning of the SHA-256 of the model's text, in hex, whoever wrote it. As much work as
   * writing the text.
   */
  public static String of(AnomalyModel model) {
    String text = ModelText.of(model, "");
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
