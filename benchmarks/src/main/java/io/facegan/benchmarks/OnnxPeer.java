package io.facegan.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.facegan.internal.graph.Latents;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * Times how fast ONNX Runtime draws with an exported ONNX model, up to the values of the pictures
 * in Java.
 *
 * <p>Arguments: {@code ONNX_FILE BATCH STEPS}.
 */
public final class OnnxPeer {
  private static final int LATENT = 100;

  /** Measures and prints. */
  public static void main(String[] arguments) throws Exception {
    Settings settings = Settings.parse(new String[] {arguments[1], arguments[2], Settings.FLOAT32});
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    float[][] latents = Latents.of(0, settings.batch(), LATENT);
    double[] seconds;
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(Runtime.getRuntime().availableProcessors());
      try (OrtSession session = environment.createSession(arguments[0], options)) {
        seconds =
            Repeated.seconds(
                settings.steps(),
                () -> {
                  float[] values = draw(environment, session, latents);
                  if (!(values[0] >= 0 && values[0] <= 1)) {
                    throw new IllegalStateException("the first value is " + values[0]);
                  }
                  return values;
                });
      }
    }
    new Measurement("onnxruntime", settings, seconds).print();
  }

  private static float[] draw(OrtEnvironment environment, OrtSession session, float[][] latents)
      throws OrtException {
    try (OnnxTensor input = OnnxTensor.createTensor(environment, latents);
        OrtSession.Result result = session.run(Map.of("latents", input))) {
      FloatBuffer images = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[] values = new float[images.remaining()];
      images.get(values);
      return values;
    }
  }

  private OnnxPeer() {}
}
