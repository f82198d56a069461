package io.facegan.internal.graph;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.types.TFloat32;

/** The values of all variables of a session by name, read in one run. */
final class Values {
  static Map<String, float[]> of(GanSession session) {
    List<Variables.Variable> all = List.copyOf(session.gan.variables().all());
    Session.Runner runner = session.runner();
    all.forEach(variable -> runner.fetch(variable.value()));
    Map<String, float[]> values = new TreeMap<>();
    try (Result result = runner.run()) {
      for (int i = 0; i < all.size(); i++) {
        values.put(all.get(i).name(), SmallGraph.floats((TFloat32) result.get(i)));
      }
    }
    return values;
  }

  private Values() {}
}
