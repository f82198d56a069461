package io.facegan.internal.inference;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.facegan.error.FaceGanException;
import io.facegan.network.Labels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The labels that a model knows, as its notes name them.
 *
 * @param labels none of a model without labels
 * @param counts how many images of each it was trained on
 */
public record ModelLabels(Labels labels, List<Integer> counts) {
  static final ModelLabels NONE = new ModelLabels(Labels.NONE, List.of());

  /** What names them in {@code facegan.json}. */
  public static final String NAMES = "labels";

  /** What has their counts there. */
  public static final String COUNTS = "label_counts";

  /** Reads the notes of a model that takes labels; refuses one that does not name them. */
  static ModelLabels of(Path model) {
    Path note = model.resolve(ModelFormat.NOTE);
    List<String> names = new ArrayList<>();
    List<Integer> counts = new ArrayList<>();
    try {
      if (Files.isRegularFile(note)) {
        JsonNode said = JsonMapper.builder().build().readTree(Files.readString(note));
        said.path(NAMES).forEach(name -> names.add(name.asText()));
        said.path(COUNTS).forEach(count -> counts.add(count.asInt()));
      }
    } catch (JacksonException damaged) {
      throw new FaceGanException("%s is damaged: %s".formatted(note, damaged), damaged);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read %s: %s".formatted(note, e), e);
    }
    if (names.isEmpty() || names.size() != counts.size()) {
      throw new FaceGanException(
          "the model %s takes labels, but %s does not name them: export it again with FaceGan"
              .formatted(model, note));
    }
    return new ModelLabels(Labels.of(names), counts);
  }
}
