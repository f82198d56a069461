package io.facegan.internal.train;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.facegan.error.FaceGanException;
import java.util.List;
import java.util.Objects;

/**
 * Where a run has the labels of its images from; their names are those of its networks.
 *
 * @param source {@code folders}, an attribute that the images know, or {@code file}
 * @param path of the file of labels, null if there is none
 * @param counts how many images have each label, in the order of the names
 * @param content a hash of the labels of all images that can be used, in their order
 * @param balance whether every label comes equally often
 */
public record LabelOptions(
    String source,
    @JsonInclude(JsonInclude.Include.NON_NULL) String path,
    List<Integer> counts,
    String content,
    boolean balance) {
  public LabelOptions {
    Objects.requireNonNull(source, "labels source");
    Objects.requireNonNull(content, "labels content");
    counts = List.copyOf(counts);
    if (counts.stream().anyMatch(count -> count < 1)) {
      throw new FaceGanException(
          "the counts of images of labels are %s: each must be at least 1".formatted(counts));
    }
  }
}
