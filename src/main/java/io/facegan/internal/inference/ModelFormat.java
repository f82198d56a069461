package io.facegan.internal.inference;

/** Tag and files of FaceGan's SavedModels. Programs that load them rely on these names. */
public final class ModelFormat {
  /** The tag of the graph. */
  public static final String TAG = "serve";

  /** The file of the graph. */
  public static final String GRAPH = "saved_model.pb";

  /** The folder of notes about the model, which TensorFlow does not read. */
  public static final String NOTES = "assets.extra";

  /** The note for people; models of the first format have none. */
  public static final String WORDS = NOTES + "/README.md";

  /** The note for programs. */
  public static final String NOTE = NOTES + "/facegan.json";

  private ModelFormat() {}
}
