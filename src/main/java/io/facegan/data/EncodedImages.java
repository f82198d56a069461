package io.facegan.data;

import io.facegan.image.SourceImage;
import io.facegan.internal.image.ImageDecoder;
import io.facegan.internal.image.ImageFormat;
import java.io.IOException;
import java.io.InputStream;

/** Decodes images from named streams. */
final class EncodedImages {
  private EncodedImages() {}

  /**
   * Decodes a stream, which stays open.
   *
   * @param claimed the stated length, or -1 if unknown
   */
  static SourceImage read(InputStream stream, long claimed, String name) throws IOException {
    // Other formats are refused by their name, however long.
    if (claimed > ImageDecoder.MAX_BYTES && !ImageFormat.isOther(name)) {
      throw ImageDecoder.tooLong();
    }
    return Names.compare(ImageDecoder.decode(stream, name), name);
  }
}
