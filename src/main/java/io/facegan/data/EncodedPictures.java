package io.facegan.data;

import io.facegan.picture.Picture;
import io.facegan.picture.PictureDecoder;
import java.io.IOException;
import java.io.InputStream;

/** Reads pictures that lie encoded in streams and have a name. */
final class EncodedPictures {
  /** The most bytes of one picture. */
  static final int MAX_BYTES = PictureDecoder.MAX_BYTES;

  private EncodedPictures() {}

  /**
   * Decodes the whole of a stream, which stays open.
   *
   * @param claimed how long it is said to be, or -1 if nothing is said
   * @throws IOException if it cannot be read, is not a picture or too long; the message says why
   */
  static Picture read(InputStream stream, long claimed, String name) throws IOException {
    if (claimed > MAX_BYTES) {
      throw PictureDecoder.tooLong();
    }
    return Names.compare(PictureDecoder.decode(stream), name);
  }
}
