package io.facegan.internal.inference;

import io.facegan.internal.runtime.SessionConfig;
import java.nio.file.Path;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.proto.ConfigProto;

/** Opens SavedModels on the CPU: by itself TensorFlow would take a GPU, and all its memory. */
final class SavedModels {
  static SavedModelBundle read(Path directory) {
    return read(directory, SessionConfig.onCpu());
  }

  /** Opens one to compute gradients in it. */
  static SavedModelBundle readForGradients(Path directory) {
    return read(directory, SessionConfig.gradients());
  }

  private static SavedModelBundle read(Path directory, ConfigProto config) {
    return SavedModelBundle.loader(directory.toString())
        .withTags(ModelFormat.TAG)
        .withConfigProto(config)
        .load();
  }

  private SavedModels() {}
}
