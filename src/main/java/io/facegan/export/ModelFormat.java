package io.facegan.export;

/** The names in our SavedModels; they are a promise to every program that loads one. */
public final class ModelFormat {
  /** The tag of the graph. */
  public static final String TAG = "serve";

  /** The signature that draws pictures. */
  public static final String SIGNATURE = "serving_default";

  /** Its input: float32, any number x latent size, standard normal. */
  public static final String LATENTS = "latents";

  /** Its output: float32, as many x height x width x channel, between 0 and 1. */
  public static final String IMAGES = "images";

  /** The note about the model, beside the graph. */
  public static final String NOTE = "assets.extra/facegan.json";

  private ModelFormat() {}
}
