package io.facegan.internal.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.types.TFloat32;

/**
 * The values of variables by name, read or set in one run: TensorFlow prepares each kind of run
 * anew.
 */
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

  static void set(Map<String, float[]> values, Variables variables, Session.Runner runner) {
    List<TFloat32> fed = new ArrayList<>();
    try {
      values.forEach(
          (name, ofOne) -> {
            Variables.Variable variable = variables.get(name);
            TFloat32 tensor = SmallGraph.tensor(variable.shape(), ofOne);
            fed.add(tensor);
            runner.feed(variable.initialValue(), tensor).addTarget(variable.initializer());
          });
      runner.run().close();
    } finally {
      fed.forEach(TFloat32::close);
    }
  }

  private Values() {}
}
