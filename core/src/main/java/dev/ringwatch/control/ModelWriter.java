package dev.ringwatch.control;

import dev.ringwatch.detect.anomaly.AnomalyConfig;
import dev.ringwatch.detect.anomaly.ModelState;
import dev.ringwatch.feature.Feature;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a model's state as JSON. Names are a contract; {@link ModelReader} reads them. What is
 * usual is written feature by feature and what the forest looks at aspect by aspect, by name, so
 * that neither's place in the code matters.
 */
final class ModelWriter {

  static final String FORMAT = "ringwatch-anomaly-model";
  static final int VERSION = 1;

  private static final ObjectWriter WRITER =
      JsonMapper.builder().build().writerWithDefaultPrettyPrinter();

  private ModelWriter() {}

  static void write(ModelState state, String writtenBy, Writer out) {
    try (JsonGenerator json = WRITER.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringProperty("format", FORMAT);
      json.writeNumberProperty("version", VERSION);
      json.writeStringProperty("written_by", writtenBy);
      json.writeNumberProperty("trained_on", state.trainedOn());
      writeConfig(state.config(), json);
      json.writeArrayPropertyStart("features");
      writeUsual(state.usual(), json);
      json.writeEndArray();
      json.writeArrayPropertyStart("peers");
      state
          .peers()
          .forEach((group, usual) -> {
            json.writeStartObject();
            json.writeStringProperty("group", group);
            json.writeArrayPropertyStart("features");
            writeUsual(usual, json);
            json.writeEndArray();
            json.writeEndObject();
          });
      json.writeEndArray();
      json.writeObjectPropertyStart("calibration");
      json.writeNumberProperty("usual_path", state.calibration().usualPath());
      json.writeNumberProperty("unit", state.calibration().unit());
      json.writeEndObject();
      writeForest(state.columns(), state.forest(), json);
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void writeConfig(AnomalyConfig config, JsonGenerator json) {
    json.writeObjectPropertyStart("config");
    json.writeNumberProperty("sample_limit", config.sampleLimit());
    json.writeNumberProperty("forest_weight", config.forestWeight());
    json.writeNumberProperty("z_threshold", config.zThreshold());
    json.writeNumberProperty("min_peers", config.minPeers());
    json.writeNumberProperty("trees", config.forest().trees());
    json.writeNumberProperty("sample_size", config.forest().sampleSize());
    json.writeNumberProperty("seed", config.forest().seed());
    json.writeEndObject();
  }

  private static void writeUsual(Map<Feature, ModelState.Usual> usual, JsonGenerator json) {
    usual.forEach((feature, value) -> {
      json.writeStartObject();
      json.writeStringProperty("name", feature.label());
      json.writeStringProperty("aspect", ModelState.aspectOf(feature));
      json.writeNumberProperty("median", value.median());
      json.writeNumberProperty("deviation", value.deviation());
      json.writeNumberProperty("known_share", value.knownShare());
      json.writeEndObject();
    });
  }

  /** A split is its column, threshold and expected path; a leaf is its path alone. */
  private static void writeForest(
      List<String> columns, ModelState.Forest forest, JsonGenerator json) {
    json.writeObjectPropertyStart("forest");
    json.writeNumberProperty("sample_size", forest.sampleSize());
    json.writeArrayPropertyStart("columns");
    columns.forEach(json::writeString);
    json.writeEndArray();
    json.writeArrayPropertyStart("trees");
    for (List<ModelState.Node> tree : forest.trees()) {
      json.writeRaw('\n');
      json.writeStartArray();
      for (ModelState.Node node : tree) {
        json.writeStartArray();
        if (node.isSplit()) {
          json.writeNumber(node.column());
          json.writeNumber(node.threshold());
        }
        json.writeNumber(node.expectedPath());
        json.writeEndArray();
      }
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
