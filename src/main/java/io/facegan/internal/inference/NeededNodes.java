package io.facegan.internal.inference;

import io.facegan.error.FaceGanException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.tensorflow.proto.NodeDef;

/** Walks in a graph from tensors back to the operations that they are made by. */
public final class NeededNodes {
  /**
   * Returns the operations that tensors need, in the order in which they were given.
   *
   * @param isStart whether what an operation itself takes is not needed
   * @throws FaceGanException if one is not there
   */
  public static List<NodeDef> of(
      List<NodeDef> nodes, Collection<String> tensors, Predicate<NodeDef> isStart) {
    Map<String, NodeDef> byName = new HashMap<>();
    nodes.forEach(node -> byName.put(node.getName(), node));
    Set<String> needed = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(tensors);
    while (!open.isEmpty()) {
      String name = operation(open.pop());
      NodeDef node = byName.get(name);
      if (node == null) {
        throw new FaceGanException("its graph lacks the operation " + name);
      }
      if (needed.add(name) && !isStart.test(node)) {
        open.addAll(node.getInputList());
      }
    }
    return nodes.stream().filter(node -> needed.contains(node.getName())).toList();
  }

  /** Returns the name of the operation that gives this tensor, or that is waited for. */
  public static String operation(String input) {
    String name = input.startsWith("^") ? input.substring(1) : input;
    int colon = name.indexOf(':');
    return colon < 0 ? name : name.substring(0, colon);
  }

  private NeededNodes() {}
}
