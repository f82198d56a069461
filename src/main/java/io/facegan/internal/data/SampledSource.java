package io.facegan.internal.data;

import io.facegan.data.ImageSource;
import io.facegan.image.SourceImage;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/** Some images from all over a larger collection, evenly spaced. */
public final class SampledSource implements ImageSource {
  private final ImageSource source;
  private final int count;

  /** Takes at most so many images; the source is closed with this one. */
  public SampledSource(ImageSource source, int most) {
    if (most < 1) {
      throw new IllegalArgumentException(
          "number of sampled images is " + most + ": it must be at least 1");
    }
    this.source = source;
    count = Math.min(most, source.size());
  }

  @Override
  public String describe() {
    return source.describe();
  }

  @Override
  public int size() {
    return count;
  }

  @Override
  public String name(int index) {
    return source.name(place(index));
  }

  @Override
  public SourceImage read(int index) throws IOException {
    return source.read(place(index));
  }

  @Override
  public Optional<List<String>> labels(String attribute) {
    return source
        .labels(attribute)
        .map(all -> IntStream.range(0, count).mapToObj(i -> all.get(place(i))).toList());
  }

  @Override
  public void close() throws IOException {
    source.close();
  }

  private int place(int index) {
    return (int) ((long) Objects.checkIndex(index, count) * source.size() / count);
  }
}
