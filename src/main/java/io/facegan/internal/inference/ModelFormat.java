package io.facegan.internal.inference;

import io.facegan.internal.graph.SignatureNames;

/** The names in our SavedModels; they are a promise to every program that loads one. */
public final class ModelFormat {
  /** The tag of the graph. */
  public static final String TAG = "serve";

  /** The file of the graph. */
  public static final String GRAPH = "saved_model.pb";

  /** The signature that draws pictures. */
  public static final String SIGNATURE = SignatureNames.DEFAULT;

  /** Its input: float32, any number x latent size, standard normal. */
  public static final String LATENTS = SignatureNames.LATENTS;

  /** Its output: float32, as many x height x width x channel, between 0 and 1. */
  public static final String IMAGES = SignatureNames.IMAGES;

  /** The folder of what TensorFlow does not read: notes about the model. */
  public static final String NOTES = "assets.extra";

  /** The note about the model in words; models of the first format have none. */
  public static final String WORDS = NOTES + "/README.md";

  /** The note about the model, for programs. */
  public static final String NOTE = NOTES + "/facegan.json";

  private ModelFormat() {}
}
