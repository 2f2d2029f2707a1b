package dev.ringwatch.app.settings;

import dev.ringwatch.app.command.CommandFailure;
import dev.ringwatch.app.settings.KnownSetting.Use;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Reads a file of settings and remembers the line of each. */
final class SettingsYaml {

  private final Path file;
  private final Faults faults;
  private final Map<String, Given> given = new LinkedHashMap<>();

  private SettingsYaml(Path file, Faults faults) {
    this.file = file;
    this.faults = faults;
  }

  /**
   * What a file sets, by the whole names of settings.
   *
   * @param faults gets all that is wrong with it
   * @throws CommandFailure if it is no YAML, so that nothing more can be said of it
   */
  static Map<String, Given> read(Path file, Faults faults) {
    SettingsYaml yaml = new SettingsYaml(file, faults);
    Node root = yaml.root();
    if (root != null && !isNothing(root)) {
      yaml.section("", root);
    }
    return yaml.given;
  }

  private @Nullable Node root() {
    try (Reader in = Files.newBufferedReader(file)) {
      return new Yaml(new LoaderOptions()).compose(in);
    } catch (MarkedYAMLException e) {
      throw new CommandFailure(where(e.getProblemMark()) + ": " + problem(e));
    } catch (YAMLException e) {
      throw new CommandFailure(file + unreadable(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String unreadable(YAMLException e) {
    return e.getCause() instanceof CharacterCodingException
        ? " is not in UTF-8"
        : " cannot be read as YAML: "
            + String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ");
  }

  private static String problem(MarkedYAMLException e) {
    String problem = String.valueOf(e.getProblem());
    return problem.contains("\\t(TAB)")
        ? "there is a tab where YAML wants blanks"
        : "this is no YAML: " + problem;
  }

  private String where(@Nullable Mark mark) {
    return mark == null ? file.toString() : file + ":" + (mark.getLine() + 1);
  }

  private void section(String name, Node node) {
    if (node instanceof MappingNode mapping) {
      Map<String, Integer> lines = new HashMap<>();
      for (NodeTuple entry : mapping.getValue()) {
        entry(name, entry, lines);
      }
    } else if (!isNothing(node)) {
      String what = name.isEmpty() ? "this file" : name;
      faults.add(
          where(node.getStartMark()),
          what
              + " must hold settings, each with its value ("
              + String.join(", ", KnownSettings.ALL.keysOf(name))
              + "), not "
              + described(node));
    }
  }

  private void entry(String section, NodeTuple entry, Map<String, Integer> lines) {
    String where = where(entry.getKeyNode().getStartMark());
    if (!(entry.getKeyNode() instanceof ScalarNode keyNode)) {
      faults.add(where, "the name of a setting must be a word");
      return;
    }
    String key = keyNode.getValue();
    String name = section.isEmpty() ? key : section + "." + key;
    int line = keyNode.getStartMark().getLine() + 1;
    @Nullable Integer before = lines.putIfAbsent(name, line);
    Optional<KnownSetting> known = KnownSettings.ALL.find(name);
    if (before != null) {
      faults.add(where, name + " is there twice, first in line " + before + ": keep one of them");
    } else if (known.isPresent()) {
      value(known.get(), entry.getValueNode(), where);
    } else if (KnownSettings.ALL.isSection(name)) {
      section(name, entry.getValueNode());
    } else {
      faults.add(where, unknown(section, name));
    }
  }

  /**
   * That there is no such setting, and which there are.
   *
   * @param section a group of settings that it would be in
   */
  static String unknown(String section, String name) {
    String meant =
        Nearest.setting(name, KnownSettings.ALL.names())
            .map(nearest -> "; did you mean " + nearest + "?")
            .orElse(".");
    return "there is no setting "
        + name
        + meant
        + " There are"
        + (section.isEmpty() ? " " : " in " + section + " ")
        + String.join(", ", KnownSettings.ALL.keysOf(section));
  }

  private void value(KnownSetting setting, Node node, String where) {
    String name = setting.name();
    String allowed = setting.value().words();
    if (setting.use() == Use.SECRET) {
      faults.add(where, exposed(setting));
    } else if (isNothing(node)) {
      faults.add(where, name + " has no value: it must be " + allowed + ", or must not be there");
    } else if (!(node instanceof ScalarNode scalar)) {
      faults.add(where, name + " must be " + allowed + ", not " + described(node));
    } else if (given.containsKey(name)) {
      faults.add(where, name + " is there twice, first at " + given.get(name).origin());
    } else {
      Given value = new Given(scalar.getValue(), where);
      setting.check(value, faults);
      given.put(name, value);
    }
  }

  private static String exposed(KnownSetting secret) {
    return secret.name()
        + " is a secret and must not be written here: put it into a file of its own and name that"
        + " as "
        + secret.key()
        + KnownSetting.FILE
        + ", or set "
        + secret.variable();
  }

  private static boolean isNothing(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  private static String described(Node node) {
    return switch (node) {
      case SequenceNode list -> "a list of " + list.getValue().size();
      case MappingNode _ -> "a group of settings";
      case ScalarNode scalar -> "'" + scalar.getValue() + "'";
      default -> "a " + node.getNodeId();
    };
  }
}
