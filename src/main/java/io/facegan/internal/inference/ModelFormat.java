package io.facegan.internal.inference;

import io.facegan.internal.graph.ServedSignature;

/** The names in FaceGan's SavedModels. Programs that load them rely on these names. */
public final class ModelFormat {
  /** The tag of the graph. */
  public static final String TAG = "serve";

  /** The file of the graph. */
  public static final String GRAPH = "saved_model.pb";

  /** The signature that generates images. */
  public static final String SIGNATURE = ServedSignature.DEFAULT;

  /** Its input: float32, n x latent size, standard normal. */
  public static final String LATENTS = ServedSignature.LATENTS;

  /** Its output: float32, n x height x width x channel, between 0 and 1. */
  public static final String IMAGES = ServedSignature.IMAGES;

  /** The folder of notes about the model, which TensorFlow does not read. */
  public static final String NOTES = "assets.extra";

  /** The note for people; models of the first format have none. */
  public static final String WORDS = NOTES + "/README.md";

  /** The note for programs. */
  public static final String NOTE = NOTES + "/facegan.json";

  private ModelFormat() {}
}
