package io.facegan.internal.graph;

/** The names in a served model; programs that load one rely on them. */
public final class SignatureNames {
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

  /** The output of those that draw, and the input of those that judge and train. */
  public static final String IMAGES = "images";

  private SignatureNames() {}
}
