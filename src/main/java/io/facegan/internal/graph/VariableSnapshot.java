package io.facegan.internal.graph;

import io.facegan.internal.runtime.TensorFlowFailures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.types.TString;

/**
 * The values of all variables at one moment. Taking it costs next to nothing: the values are shared
 * with the variables until a training step changes those, which then moves them to new memory. So a
 * training can go on while another thread writes a snapshot.
 */
public final class VariableSnapshot implements AutoCloseable {
  private final Session session;
  private final List<Variables.Variable> variables;
  private final Result values;

  VariableSnapshot(Session session, Variables all) {
    this.session = session;
    variables = new ArrayList<>(all.all());
    Session.Runner runner = session.runner();
    variables.forEach(variable -> runner.fetch(variable.value()));
    values = runner.run();
  }

  /**
   * Writes a TensorFlow V2 checkpoint, {@code prefix.index} and {@code prefix.data-*}. Safe beside
   * training steps of the same session.
   *
   * @throws UncheckedIOException if TensorFlow cannot write it, with TensorFlow's words
   */
  public void write(Path prefix) {
    // The saver's inputs are the variables' reads; fed, they are these values instead.
    Session.Runner runner = session.runner();
    for (int i = 0; i < variables.size(); i++) {
      runner.feed(variables.get(i).value(), values.get(i));
    }
    try (TString name = TString.scalarOf(prefix.toString())) {
      runner.feed("save/filename", name).addTarget("save/control_dependency").run().close();
    } catch (RuntimeException failure) {
      String reason = TensorFlowFailures.reason(failure).orElseThrow(() -> failure);
      throw new UncheckedIOException(reason, new IOException(reason, failure));
    }
  }

  /** Lets go of the values. */
  @Override
  public void close() {
    values.close();
  }
}
