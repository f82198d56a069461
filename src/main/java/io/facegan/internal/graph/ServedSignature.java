package io.facegan.internal.graph;

import java.util.List;
import org.tensorflow.Operand;

/**
 * One thing that a served model can be asked for: what must be fed, and what comes back. Programs
 * that load a model rely on the names here.
 */
public record ServedSignature(
    String name, String meaning, List<Tensor> inputs, List<Tensor> outputs) {
  public static final String DEFAULT = "serving_default";
  public static final String GENERATE = "generate";
  public static final String GENERATE_SEEDED = "generate_seeded";
  public static final String GENERATE_UINT8 = "generate_uint8";
  public static final String GENERATE_PNG = "generate_png";
  public static final String INTERPOLATE = "interpolate";
  public static final String DISCRIMINATE = "discriminate";
  public static final String DISCRIMINATE_FLOAT = "discriminate_float";
  public static final String TRAIN_STEP = "train_step";
  public static final String SAVE = "save";
  public static final String RESTORE = "restore";

  /** The input of the signatures that draw from latents. */
  public static final String LATENTS = "latents";

  /** The other input of models that know labels: a number for each image. */
  public static final String LABELS = "labels";

  /** The output of those that draw, and the input of those that judge and train. */
  public static final String IMAGES = "images";

  /** An input or output of a signature; its meaning says shape, unit and range. */
  public record Tensor(String name, Operand<?> operand, String meaning) {
    /** Returns the name of the operation in the graph that gives it. */
    public String operation() {
      return operand.asOutput().op().name();
    }
  }
}
