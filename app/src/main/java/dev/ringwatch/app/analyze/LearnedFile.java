package dev.ringwatch.app.analyze;

import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.control.ModelId;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.learn.AdjustmentShape;
import dev.ringwatch.learn.LearnedBlend;
import dev.ringwatch.learn.PairedFlags;
import dev.ringwatch.learn.ProbabilityScale;
import dev.ringwatch.learn.Promotion;
import dev.ringwatch.learn.Training;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code learned.json}: what labels taught, for people, and for a later run to score with. Names
 * are a contract; what is not known is null.
 *
 * @param blend the adjustments
 * @param shape how they were spread when they were let pass
 * @param until when the newest of the labels was decided that it was learned from
 */
public record LearnedFile(LearnedBlend blend, AdjustmentShape shape, Instant until) {

  static final String NAME = "learned.json";

  private static final String FORMAT = "ringwatch-learned";
  private static final int VERSION = 1;
  private static final int MAX_BYTES = 1 << 20;
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** Indented JSON of what was not let pass. */
  static String of(Promotion.Kept kept) {
    ObjectNode root = begin().put("in_force", false).put("why", kept.sentence());
    kept.evidence().ifPresentOrElse(it -> add(root, it), () -> root.putNull("compared"));
    root.putNull("learned_until").putNull("adjustments").putNull("probability");
    return text(root);
  }

  /** Indented JSON of what was. */
  static String of(
      Promotion.Promoted promoted, AnomalyModel model, AdjustmentShape shape, Instant until) {
    ObjectNode root = begin().put("in_force", true).put("why", promoted.sentence());
    add(root, promoted.evidence());
    Training.Learned learned = promoted.learned();
    root.put("verdicts", learned.verdicts()).put("penalty", learned.penalty());
    root.put("learned_until", until.toString()).put("model", ModelId.of(model));
    ObjectNode adjustments = root.putObject("adjustments");
    learned.blend().coefficients().forEach(adjustments::put);
    root.putObject("probability")
        .put("intercept", learned.blend().probabilities().intercept())
        .put("slope", learned.blend().probabilities().slope());
    ArrayNode spread = root.putArray("adjustments_then");
    for (double value : shape.values()) {
      spread.add(value);
    }
    return text(root);
  }

  private static ObjectNode begin() {
    return MAPPER.createObjectNode().put("format", FORMAT).put("version", VERSION);
  }

  private static String text(ObjectNode root) {
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  private static void add(ObjectNode root, PairedFlags evidence) {
    root.putObject("compared")
        .put("abusive", evidence.abusive())
        .put("benign_audited", evidence.benign())
        .put("recall_alone", evidence.before())
        .put("recall_adjusted", evidence.after())
        .put("accounts", evidence.everyone())
        .put("found_more", evidence.gained())
        .put("found_no_more", evidence.lost())
        .put("chance_not_better", evidence.chance());
  }

  /**
   * Reads what labels taught.
   *
   * @param model that scores, which must be the one it was learned with
   * @throws CommandFailure in one sentence, if it cannot be used
   */
  public static LearnedFile read(Path file, AnomalyModel model) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new IllegalArgumentException("it is larger than " + MAX_BYTES + " bytes");
      }
      return parse(MAPPER.readTree(bytes), model);
    } catch (NoSuchFileException e) {
      throw new CommandFailure("--learned " + file + " does not exist");
    } catch (IOException e) {
      throw new CommandFailure("--learned " + file + " cannot be read: " + e.getMessage());
    } catch (JacksonException e) {
      throw new CommandFailure("--learned " + file + " cannot be used: it is no JSON");
    } catch (IllegalArgumentException e) {
      throw new CommandFailure("--learned " + file + " cannot be used: " + e.getMessage());
    }
  }

  private static LearnedFile parse(JsonNode root, AnomalyModel model) {
    require(
        root.path("format").asString("").equals(FORMAT) && root.path("version").asInt(0) == VERSION,
        "it is not of the format " + FORMAT + ", version " + VERSION);
    require(root.path("in_force").asBoolean(false), "what it holds was not let pass");
    require(
        root.path("model").asString("").equals(ModelId.of(model)),
        "it was learned with another model; give the one that --save-model saved with it");
    Map<String, Double> adjustments = new TreeMap<>();
    root.path("adjustments")
        .properties()
        .forEach(entry -> adjustments.put(entry.getKey(), number(entry.getValue())));
    JsonNode scale = root.path("probability");
    return new LearnedFile(
        LearnedBlend.of(
            model,
            adjustments,
            new ProbabilityScale(number(scale.path("intercept")), number(scale.path("slope")))),
        AdjustmentShape.of(
            StreamSupport.stream(root.path("adjustments_then").spliterator(), false)
                .mapToDouble(LearnedFile::number)
                .toArray()),
        time(root.path("learned_until")));
  }

  private static Instant time(JsonNode node) {
    try {
      return Instant.parse(node.asString(""));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("learned_until is missing, or is no time", e);
    }
  }

  private static double number(JsonNode node) {
    require(node.isNumber(), "a number is missing, or is none");
    return node.asDouble();
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
