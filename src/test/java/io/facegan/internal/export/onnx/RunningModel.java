package io.facegan.internal.export.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.file.Path;
import java.util.Map;

/** A model in ONNX Runtime. */
public final class RunningModel implements AutoCloseable {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  /** Loads a model. */
  public RunningModel(Path file) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      session = environment.createSession(file.toString(), options);
    }
  }

  /** Returns the session, which stays owned by this object. */
  public OrtSession session() {
    return session;
  }

  /** Returns the values of as many images, height x width x channel. */
  public float[] draw(float[][] latents) throws OrtException {
    try (OnnxTensor input = OnnxTensor.createTensor(environment, latents);
        OrtSession.Result result = session.run(Map.of("latents", input))) {
      OnnxTensor images = (OnnxTensor) result.get("images").orElseThrow();
      float[] values = new float[images.getFloatBuffer().remaining()];
      images.getFloatBuffer().get(values);
      return values;
    }
  }

  /** Returns the values of as many images of labels. */
  public float[] draw(float[][] latents, long[] labels) throws OrtException {
    try (OnnxTensor input = OnnxTensor.createTensor(environment, latents);
        OnnxTensor chosen = OnnxTensor.createTensor(environment, labels);
        OrtSession.Result result = session.run(Map.of("latents", input, "labels", chosen))) {
      OnnxTensor images = (OnnxTensor) result.get("images").orElseThrow();
      float[] values = new float[images.getFloatBuffer().remaining()];
      images.getFloatBuffer().get(values);
      return values;
    }
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
