package dev.ringwatch.pipeline;

import dev.ringwatch.detect.anomaly.AnomalyConfig;
import dev.ringwatch.detect.anomaly.AnomalyModel;
import dev.ringwatch.detect.anomaly.ForestConfig;
import dev.ringwatch.detect.anomaly.ModelState;
import dev.ringwatch.feature.Feature;
import dev.ringwatch.flat.BlockReader;
import dev.ringwatch.flat.BlockWriter;
import dev.ringwatch.flat.UnusableStateException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Models in a written state or a message between steps. Features and aspects go by name, as in a
 * model file, so that a state with a model of another set of features is refused and not misread.
 */
public final class ModelCodec {

  private ModelCodec() {}

  /** Writes a model. */
  public static void write(AnomalyModel model, BlockWriter out) throws IOException {
    ModelState state = model.state();
    AnomalyConfig config = state.config();
    out.putInt(config.sampleLimit());
    out.putDouble(config.forestWeight());
    out.putDouble(config.zThreshold());
    out.putInt(config.minPeers());
    out.putInt(config.forest().trees());
    out.putInt(config.forest().sampleSize());
    out.putLong(config.forest().seed());
    out.putInt(state.trainedOn());
    write(state.usual(), out);
    out.putInt(state.peers().size());
    for (Map.Entry<String, Map<Feature, ModelState.Usual>> peer : state.peers().entrySet()) {
      out.putText(peer.getKey());
      write(peer.getValue(), out);
    }
    out.putInt(state.columns().size());
    for (String column : state.columns()) {
      out.putText(column);
    }
    write(state.forest(), out);
    out.putDouble(state.calibration().usualPath());
    out.putDouble(state.calibration().unit());
  }

  private static void write(Map<Feature, ModelState.Usual> usual, BlockWriter out)
      throws IOException {
    out.putInt(usual.size());
    for (Map.Entry<Feature, ModelState.Usual> entry : usual.entrySet()) {
      out.putText(entry.getKey().label());
      out.putText(ModelState.aspectOf(entry.getKey()));
      out.putDouble(entry.getValue().median());
      out.putDouble(entry.getValue().deviation());
      out.putDouble(entry.getValue().knownShare());
    }
  }

  private static void write(ModelState.Forest forest, BlockWriter out) throws IOException {
    out.putInt(forest.sampleSize());
    out.putInt(forest.trees().size());
    for (List<ModelState.Node> tree : forest.trees()) {
      out.putInt(tree.size());
      for (ModelState.Node node : tree) {
        out.putInt(node.column());
        out.putDouble(node.threshold());
        out.putDouble(node.expectedPath());
      }
    }
  }

  /** The model that {@link #write} wrote. */
  public static AnomalyModel read(BlockReader in) throws IOException {
    AnomalyConfig config =
        new AnomalyConfig(
            in.readInt(),
            in.readDouble(),
            in.readDouble(),
            in.readInt(),
            new ForestConfig(in.readInt(), in.readInt(), in.readLong()));
    int trainedOn = in.readInt();
    Map<Feature, ModelState.Usual> usual = readUsual(in);
    SortedMap<String, Map<Feature, ModelState.Usual>> peers = new TreeMap<>();
    for (int left = in.readCount(); left > 0; left--) {
      peers.put(in.readText(), readUsual(in));
    }
    List<String> columns = new ArrayList<>();
    for (int left = in.readCount(); left > 0; left--) {
      columns.add(in.readText());
    }
    ModelState.Forest forest = readForest(in);
    ModelState.Calibration calibration =
        new ModelState.Calibration(in.readDouble(), in.readDouble());
    return AnomalyModel.of(
        new ModelState(config, trainedOn, usual, peers, columns, forest, calibration));
  }

  private static Map<Feature, ModelState.Usual> readUsual(BlockReader in) throws IOException {
    Map<Feature, ModelState.Usual> usual = new EnumMap<>(Feature.class);
    for (int left = in.readCount(); left > 0; left--) {
      Feature feature = feature(in.readText(), in.readText());
      usual.put(feature, new ModelState.Usual(in.readDouble(), in.readDouble(), in.readDouble()));
    }
    return usual;
  }

  private static Feature feature(String label, String aspect) throws IOException {
    for (Feature feature : Feature.values()) {
      if (feature.label().equals(label) && ModelState.aspectOf(feature).equals(aspect)) {
        return feature;
      }
    }
    throw new UnusableStateException(
        "the state holds a model that knows a feature " + label + " which this Ringwatch does not");
  }

  private static ModelState.Forest readForest(BlockReader in) throws IOException {
    int sampleSize = in.readInt();
    List<List<ModelState.Node>> trees = new ArrayList<>();
    for (int left = in.readCount(); left > 0; left--) {
      List<ModelState.Node> tree = new ArrayList<>();
      for (int nodes = in.readCount(); nodes > 0; nodes--) {
        tree.add(new ModelState.Node(in.readInt(), in.readDouble(), in.readDouble()));
      }
      trees.add(tree);
    }
    return new ModelState.Forest(sampleSize, trees);
  }
}
