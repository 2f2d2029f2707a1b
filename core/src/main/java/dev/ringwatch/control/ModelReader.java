package dev.ringwatch.control;

import dev.ringwatch.detect.anomaly.AnomalyConfig;
import dev.ringwatch.detect.anomaly.ForestConfig;
import dev.ringwatch.detect.anomaly.ModelState;
import dev.ringwatch.feature.Feature;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what {@link ModelWriter} writes, from whomever. Complains with the place of what is wrong.
 */
final class ModelReader {

  private static final int MAX_DEPTH = 8;
  private static final int MAX_NUMBER_CHARS = 40;
  private static final int MAX_TEXT_CHARS = 10_000;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxNumberLength(MAX_NUMBER_CHARS)
                          .maxStringLength(MAX_TEXT_CHARS)
                          .maxNameLength(MAX_TEXT_CHARS)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .build();

  private static final Map<String, Feature> FEATURES = new HashMap<>();

  static {
    for (Feature feature : Feature.values()) {
      FEATURES.put(feature.label(), feature);
    }
  }

  private ModelReader() {}

  /**
   * Reads a state.
   *
   * @throws IllegalArgumentException if it is none, with what is wrong and where
   */
  static ModelState read(byte[] bytes) {
    ModelPart root = new ModelPart(parse(bytes), "");
    checkVersion(root);
    AnomalyConfig config = config(root.part("config"));
    SortedMap<String, Map<Feature, ModelState.Usual>> peers = new TreeMap<>();
    for (ModelPart peer : root.part("peers").elements()) {
      String group = peer.part("group").text();
      if (peers.put(group, usual(peer.part("features"))) != null) {
        throw new IllegalArgumentException(peer.place() + " comes twice");
      }
    }
    ModelPart forest = root.part("forest");
    List<String> columns = forest.part("columns").elements().stream().map(ModelPart::text).toList();
    ModelPart calibration = root.part("calibration");
    return new ModelState(
        config,
        root.part("trained_on").integer(),
        usual(root.part("features")),
        peers,
        columns,
        forest(forest),
        placed(
            calibration,
            () ->
                new ModelState.Calibration(
                    calibration.part("usual_path").number(), calibration.part("unit").number())));
  }

  private static JsonNode parse(byte[] bytes) {
    try {
      JsonNode node = MAPPER.readTree(bytes);
      if (node == null || !node.isObject()) {
        throw new IllegalArgumentException("it is not a JSON object");
      }
      return node;
    } catch (JacksonException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new IllegalArgumentException("it is not JSON as a model has it, at line " + line, e);
    }
  }

  private static void checkVersion(ModelPart root) {
    if (!root.part("format").text().equals(ModelWriter.FORMAT)) {
      throw new IllegalArgumentException("format is not " + ModelWriter.FORMAT);
    }
    int version = root.part("version").integer();
    if (version != ModelWriter.VERSION) {
      throw new IllegalArgumentException(
          "it has version " + version + ", this Ringwatch knows version " + ModelWriter.VERSION);
    }
  }

  private static AnomalyConfig config(ModelPart part) {
    return placed(
        part,
        () ->
            new AnomalyConfig(
                part.part("sample_limit").integer(),
                part.part("forest_weight").number(),
                part.part("z_threshold").number(),
                part.part("min_peers").integer(),
                new ForestConfig(
                    part.part("trees").integer(),
                    part.part("sample_size").integer(),
                    part.part("seed").whole())));
  }

  private static Map<Feature, ModelState.Usual> usual(ModelPart features) {
    Map<Feature, ModelState.Usual> usual = new EnumMap<>(Feature.class);
    for (ModelPart part : features.elements()) {
      Feature feature = feature(part);
      ModelState.Usual value =
          placed(
              part,
              () ->
                  new ModelState.Usual(
                      part.part("median").number(),
                      part.part("deviation").number(),
                      part.part("known_share").number()));
      if (usual.put(feature, value) != null) {
        throw new IllegalArgumentException(
            part.place() + ": the feature " + feature.label() + " comes twice");
      }
    }
    return usual;
  }

  private static Feature feature(ModelPart part) {
    String name = part.part("name").text();
    Feature feature = FEATURES.get(name);
    if (feature == null) {
      throw new IllegalArgumentException(
          part.place() + ": this Ringwatch knows no feature \"" + shown(name) + "\"");
    }
    String aspect = part.part("aspect").text();
    if (!aspect.equals(ModelState.aspectOf(feature))) {
      throw new IllegalArgumentException(
          part.place() + ": this Ringwatch counts " + name + " under another aspect");
    }
    return feature;
  }

  private static ModelState.Forest forest(ModelPart part) {
    List<List<ModelState.Node>> trees = new ArrayList<>();
    for (ModelPart tree : part.part("trees").elements()) {
      trees.add(tree.elements().stream().map(ModelReader::node).toList());
    }
    return placed(part, () -> new ModelState.Forest(part.part("sample_size").integer(), trees));
  }

  private static ModelState.Node node(ModelPart part) {
    int size = part.node().isArray() ? part.node().size() : 0;
    if (size != 1 && size != 3) {
      throw new IllegalArgumentException(
          part.place() + " should be [column, threshold, path] or [path]");
    }
    if (size == 1) {
      return placed(part, () -> new ModelState.Node(ModelState.Node.LEAF, 0, part.number(0)));
    }
    double column = part.number(0);
    if (column != (int) column || column < 0) {
      throw new IllegalArgumentException(part.place() + ": there is no column " + column);
    }
    return placed(part, () -> new ModelState.Node((int) column, part.number(1), part.number(2)));
  }

  private static String shown(String name) {
    String line = name.replaceAll("\\p{Cntrl}", " ");
    return line.length() > 60 ? line.substring(0, 60) + "…" : line;
  }

  /** Names the place where it goes wrong, unless that is named already. */
  private static <T> T placed(ModelPart part, Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      throw message.startsWith(part.place()) ? e : part.at(e);
    }
  }
}
