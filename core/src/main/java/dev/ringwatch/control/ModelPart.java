package dev.ringwatch.control;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A part of a model as text. Every complaint names the place: {@code forest.trees[3]}.
 *
 * @param node what is there
 * @param place where it is, empty for the whole
 */
record ModelPart(JsonNode node, String place) {

  /** A named part of an object. */
  ModelPart part(String name) {
    JsonNode child = node.isObject() ? node.get(name) : null;
    String where = place.isEmpty() ? name : place + "." + name;
    if (child == null) {
      throw new IllegalArgumentException(where + " is missing");
    }
    return new ModelPart(child, where);
  }

  /** The elements of an array. */
  List<ModelPart> elements() {
    if (!node.isArray()) {
      throw wrong("an array");
    }
    List<ModelPart> elements = new ArrayList<>(node.size());
    for (int index = 0; index < node.size(); index++) {
      elements.add(new ModelPart(node.get(index), place + "[" + index + "]"));
    }
    return elements;
  }

  String text() {
    if (!node.isString()) {
      throw wrong("a text");
    }
    return node.stringValue();
  }

  int integer() {
    if (!node.isIntegralNumber() || !node.canConvertToInt()) {
      throw wrong("a whole number");
    }
    return node.intValue();
  }

  long whole() {
    if (!node.isIntegralNumber() || !node.canConvertToLong()) {
      throw wrong("a whole number");
    }
    return node.longValue();
  }

  double number() {
    return number(node, place);
  }

  /** The number in an element of this array, without a place of its own until it is wrong. */
  double number(int index) {
    return number(node.get(index), place);
  }

  private static double number(JsonNode node, String place) {
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      throw new ModelPart(node, place).wrong("a number");
    }
    return node.doubleValue();
  }

  /** Names the place of what another part of the code complains of. */
  IllegalArgumentException at(IllegalArgumentException complaint) {
    return new IllegalArgumentException(place + ": " + complaint.getMessage(), complaint);
  }

  private IllegalArgumentException wrong(String wanted) {
    String text = node.toString();
    String shown = text.length() > 40 ? text.substring(0, 40) + "…" : text;
    return new IllegalArgumentException(place + " should be " + wanted + ", not " + shown);
  }
}
