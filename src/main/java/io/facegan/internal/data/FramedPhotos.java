package io.facegan.internal.data;

import io.facegan.data.ImageBatch;
import io.facegan.data.ImageSource;
import io.facegan.error.FaceGanException;
import io.facegan.image.SourceImage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.stream.IntStream;

/** Photos of which each one counts, in the shape of a model's images. */
public final class FramedPhotos {
  /**
   * Reads all of them, on all processors.
   *
   * @throws FaceGanException if there are none, or one cannot be used; the message names it
   */
  public static ImageBatch of(ImageSource source, Packing packing) {
    if (source.size() < 1) {
      throw new FaceGanException(
          "there are no photos in %s: give at least one".formatted(source.describe()));
    }
    int size = packing.shape().size();
    byte[] pixels = new byte[BatchBytes.of(source.size(), packing.shape())];
    IntStream.range(0, source.size())
        .parallel()
        .forEach(i -> System.arraycopy(framed(source, i, packing), 0, pixels, i * size, size));
    return new ImageBatch(packing.shape(), source.size(), pixels);
  }

  /** Takes one photo that is decoded already. */
  public static ImageBatch of(BufferedImage photo, Packing packing) {
    try {
      byte[] pixels =
          new ImageFramer(packing).frame(SourceImage.of(photo, "BufferedImage")).pixels();
      return new ImageBatch(packing.shape(), 1, pixels);
    } catch (IOException unusable) {
      throw new FaceGanException("the photo cannot be used: " + unusable.getMessage(), unusable);
    }
  }

  private static byte[] framed(ImageSource source, int index, Packing packing) {
    try {
      return new ImageFramer(packing).frame(source.read(index)).pixels();
    } catch (IOException | RuntimeException | OutOfMemoryError unusable) {
      // Decoders meet damaged files with almost anything.
      throw new FaceGanException(
          "the photo %s cannot be used: %s; leave it out, or save it anew"
              .formatted(source.name(index), SourceReader.reason(unusable)),
          unusable);
    }
  }

  private FramedPhotos() {}
}
