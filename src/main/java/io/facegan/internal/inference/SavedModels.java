package io.facegan.internal.inference;

import io.facegan.internal.runtime.SessionConfig;
import java.nio.file.Path;
import org.tensorflow.SavedModelBundle;

/** Opens SavedModels on the CPU: by itself TensorFlow would take a GPU, and all its memory. */
final class SavedModels {
  static SavedModelBundle read(Path directory) {
    return SavedModelBundle.loader(directory.toString())
        .withTags(ModelFormat.TAG)
        .withConfigProto(SessionConfig.onCpu())
        .load();
  }

  private SavedModels() {}
}
