package io.facegan.internal.export.onnx;

import io.facegan.internal.export.onnx.OnnxFile.Message;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks a model by the rules of ONNX's specification and of its official checker. */
final class OnnxChecker {
  /** A C identifier, which the specification asks every name to be. */
  private static final String NAME = "[A-Za-z_][A-Za-z0-9_]*";

  /**
   * The attributes of each operator that we use, in operator set 13, and the code of their type.
   */
  private static final Map<String, Map<String, Integer>> OPERATORS =
      Map.ofEntries(
          Map.entry("Add", Map.of()),
          Map.entry("BatchNormalization", Map.of("epsilon", 1)),
          Map.entry("Conv", Map.of("kernel_shape", 7, "strides", 7, "pads", 7)),
          Map.entry("ConvTranspose", Map.of("kernel_shape", 7, "strides", 7, "pads", 7)),
          Map.entry("Div", Map.of()),
          Map.entry("Erf", Map.of()),
          Map.entry("Flatten", Map.of("axis", 2)),
          Map.entry("Gemm", Map.of("transB", 2)),
          Map.entry("InstanceNormalization", Map.of("epsilon", 1)),
          Map.entry("LeakyRelu", Map.of("alpha", 1)),
          Map.entry("Mul", Map.of()),
          Map.entry("ReduceMean", Map.of("axes", 7)),
          Map.entry("Relu", Map.of()),
          Map.entry("Reshape", Map.of()),
          Map.entry(
              "Resize", Map.of("mode", 3, "coordinate_transformation_mode", 3, "nearest_mode", 3)),
          Map.entry("Sigmoid", Map.of()),
          Map.entry("Sqrt", Map.of()),
          Map.entry("Sub", Map.of()),
          Map.entry("Tanh", Map.of()),
          Map.entry("Transpose", Map.of("perm", 7)));

  /** Where an attribute keeps its value, for each type: float, int, string, ints. */
  private static final Map<Long, Integer> VALUE_FIELDS = Map.of(1L, 2, 2L, 3, 3L, 4, 7L, 8);

  private final List<String> problems = new ArrayList<>();

  /** The tensors that there are at this point. */
  private final Set<String> known = new HashSet<>();

  private final Set<String> used = new HashSet<>();

  /** Returns what is wrong with a model; nothing if it keeps all rules. */
  static List<String> problems(Message model) {
    OnnxChecker checker = new OnnxChecker();
    checker.checkModel(model);
    return checker.problems;
  }

  private void checkModel(Message model) {
    expect(model.number(1) == 7, "ir_version is " + model.number(1));
    List<Message> imports = model.messages(8);
    expect(imports.size() == 1, "there are " + imports.size() + " opset imports");
    for (Message set : imports) {
      expect(set.text(1).isEmpty() && set.number(2) == 13, "opset import " + set.fields());
    }
    Set<String> keys = new HashSet<>();
    model.messages(14).forEach(p -> expect(keys.add(p.text(1)), "property twice: " + p.text(1)));
    expect(model.all(7).size() == 1, "there are " + model.all(7).size() + " graphs");
    model.messages(7).forEach(this::checkGraph);
  }

  private void checkGraph(Message graph) {
    expect(graph.text(2).matches(NAME), "graph name \"" + graph.text(2) + "\"");
    graph.messages(11).forEach(input -> define(input.text(1), "input"));
    graph.messages(5).forEach(this::checkTensor);
    Set<String> nodes = new HashSet<>();
    for (Message node : graph.messages(1)) {
      expect(nodes.add(node.text(3)), "node twice: " + node.text(3));
      checkNode(node);
    }
    graph.messages(12).forEach(output -> use(output.text(1), "the outputs"));
    graph.messages(11).forEach(this::checkValue);
    graph.messages(12).forEach(this::checkValue);
    known.stream()
        .filter(tensor -> !used.contains(tensor))
        .forEach(tensor -> problems.add("nothing takes " + tensor));
  }

  private void checkNode(Message node) {
    String name = node.text(3);
    expect(name.matches(NAME), "node name \"" + name + "\"");
    Map<String, Integer> attributes = OPERATORS.get(node.text(4));
    expect(attributes != null, name + " has the unknown operator " + node.text(4));
    node.texts(1).stream().filter(input -> !input.isEmpty()).forEach(input -> use(input, name));
    expect(!node.texts(2).isEmpty(), name + " has no output");
    node.texts(2).forEach(output -> define(output, name));
    Set<String> seen = new HashSet<>();
    for (Message attribute : node.messages(5)) {
      String attributeName = attribute.text(1);
      expect(seen.add(attributeName), name + " has twice: " + attributeName);
      long type = attribute.number(20);
      expect(
          attributes != null
              && Long.valueOf(type).equals(Long.valueOf(attributes.getOrDefault(attributeName, 0))),
          "%s has the attribute %s of type %d".formatted(name, attributeName, type));
      expect(
          VALUE_FIELDS.entrySet().stream()
              .allMatch(field -> attribute.has(field.getValue()) == (field.getKey() == type)),
          "%s keeps the value of %s in another type's field".formatted(name, attributeName));
    }
  }

  private void checkTensor(Message tensor) {
    String name = tensor.text(8);
    define(name, "constant");
    long bytes = tensor.numbers(1).stream().reduce(1L, (a, b) -> a * b);
    expect(tensor.numbers(1).stream().allMatch(side -> side > 0), name + " has a side below 1");
    long type = tensor.number(2);
    expect(type == 1 || type == 7, name + " has values of type " + type);
    bytes *= type == 1 ? 4 : 8;
    expect(
        tensor.all(9).size() == 1 && tensor.bytes(9).length == bytes,
        "%s has other than %d bytes".formatted(name, bytes));
  }

  private void checkValue(Message value) {
    String name = value.text(1);
    Message tensor = value.message(2).message(1);
    expect(tensor.number(1) == 1, name + " has values of type " + tensor.number(1));
    List<Message> sides = tensor.message(2).messages(1);
    expect(
        sides.get(0).text(2).equals("batch") && !sides.get(0).has(1), name + " has no batch first");
    expect(
        sides.stream().skip(1).allMatch(side -> side.number(1) > 0 && !side.has(2)),
        name + " has an open side");
  }

  private void define(String tensor, String where) {
    expect(tensor.matches(NAME), where + " makes the tensor \"" + tensor + "\"");
    expect(known.add(tensor), tensor + " is made twice, the second time by " + where);
  }

  private void use(String tensor, String where) {
    used.add(tensor);
    expect(known.contains(tensor), where + " takes " + tensor + ", which is not there yet");
  }

  private void expect(boolean kept, String problem) {
    if (!kept) {
      problems.add(problem);
    }
  }
}
