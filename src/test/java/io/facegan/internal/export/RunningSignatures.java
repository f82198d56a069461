package io.facegan.internal.export;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.proto.SignatureDef;
import org.tensorflow.proto.TensorInfo;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** A model as a program has it that knows TensorFlow alone. */
final class RunningSignatures implements AutoCloseable {
  private final SavedModelBundle bundle;

  RunningSignatures(Path model) {
    bundle = SavedModelBundle.load(model.toString(), "serve");
  }

  /**
   * Calls a signature.
   *
   * @return the outputs by name, to be closed
   */
  Outputs call(String name, Map<String, ? extends Tensor> inputs) {
    SignatureDef signature = signature(name);
    Session.Runner runner = bundle.session().runner();
    inputs.forEach(
        (input, tensor) -> runner.feed(signature.getInputsOrThrow(input).getName(), tensor));
    Map<String, Integer> positions = new LinkedHashMap<>();
    for (Map.Entry<String, TensorInfo> output : signature.getOutputsMap().entrySet()) {
      positions.put(output.getKey(), positions.size());
      runner.fetch(output.getValue().getName());
    }
    return new Outputs(runner.run(), positions);
  }

  SignatureDef signature(String name) {
    return bundle.metaGraphDef().getSignatureDefOrThrow(name);
  }

  SavedModelBundle bundle() {
    return bundle;
  }

  @Override
  public void close() {
    bundle.close();
  }

  /** What a call gave. */
  record Outputs(Result result, Map<String, Integer> positions) implements AutoCloseable {
    Tensor get(String name) {
      return result.get(positions.get(name));
    }

    float[] floats(String name) {
      TFloat32 tensor = (TFloat32) get(name);
      float[] values = new float[(int) tensor.size()];
      tensor.asRawTensor().data().asFloats().read(values);
      return values;
    }

    byte[] bytes(String name) {
      TUint8 tensor = (TUint8) get(name);
      byte[] values = new byte[(int) tensor.size()];
      tensor.asRawTensor().data().read(values);
      return values;
    }

    @Override
    public void close() {
      result.close();
    }
  }

  static TUint8 bytes(byte[] values, long... shape) {
    return TUint8.tensorOf(Shape.of(shape), data -> data.asRawTensor().data().write(values));
  }

  static TFloat32 floats(float[] values, long... shape) {
    return TFloat32.tensorOf(
        Shape.of(shape), data -> data.asRawTensor().data().asFloats().write(values));
  }
}
