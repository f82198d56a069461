package io.facegan.data;

import io.facegan.image.SourceImage;
import io.facegan.internal.image.ImageDecoder;
import java.io.IOException;
import java.io.InputStream;

/** Reads pictures that lie encoded in streams and have a name. */
final class EncodedImages {
  /** The most bytes of one picture. */
  static final int MAX_BYTES = ImageDecoder.MAX_BYTES;

  private EncodedImages() {}

  /**
   * Decodes the whole of a stream, which stays open.
   *
   * @param claimed how long it is said to be, or -1 if nothing is said
   * @throws IOException if it cannot be read, is not a picture or too long; the message says why
   */
  static SourceImage read(InputStream stream, long claimed, String name) throws IOException {
    if (claimed > MAX_BYTES) {
      throw ImageDecoder.tooLong();
    }
    return Names.compare(ImageDecoder.decode(stream), name);
  }
}
