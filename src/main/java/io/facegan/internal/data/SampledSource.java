package io.facegan.internal.data;

import io.facegan.data.ImageSource;
import io.facegan.image.SourceImage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Some images of a larger collection. */
public final class SampledSource implements ImageSource {
  private final ImageSource source;
  private final int[] places;

  private SampledSource(ImageSource source, int[] places) {
    this.source = source;
    this.places = places;
  }

  /** Takes at most so many images, evenly spaced; the source is closed with this one. */
  public static SampledSource evenly(ImageSource source, int most) {
    if (most < 1) {
      throw new IllegalArgumentException(
          "number of sampled images is " + most + ": it must be at least 1");
    }
    long size = source.size();
    int count = (int) Math.min(most, size);
    return new SampledSource(
        source, IntStream.range(0, count).map(i -> (int) (i * size / count)).toArray());
  }

  /** Takes the images at these places; the source is closed with this one. */
  public static SampledSource of(ImageSource source, int[] places) {
    return new SampledSource(source, places.clone());
  }

  @Override
  public String describe() {
    return source.describe();
  }

  @Override
  public int size() {
    return places.length;
  }

  @Override
  public String name(int index) {
    return source.name(places[index]);
  }

  @Override
  public SourceImage read(int index) throws IOException {
    return source.read(places[index]);
  }

  @Override
  public Optional<List<String>> labels(String attribute) {
    return source.labels(attribute).map(all -> IntStream.of(places).mapToObj(all::get).toList());
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
