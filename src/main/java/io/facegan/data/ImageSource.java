package io.facegan.data;

import io.facegan.image.SourceImage;
import java.io.IOException;
import java.util.Optional;

/**
 * A numbered collection of pictures. Reading may happen on several threads at once, so
 * implementations must be safe for that.
 */
public interface ImageSource extends AutoCloseable {
  /** Returns what this is, in a few words for messages and logs: {@code folder faces/}. */
  String describe();

  /** Returns how many candidate pictures there are; some of them may turn out to be unreadable. */
  int size();

  /**
   * Returns the name of a picture for messages, for example its path inside the folder or zip.
   *
   * @param index from 0 to {@code size() - 1}
   */
  String name(int index);

  /**
   * Decodes a picture at its own size.
   *
   * @param index from 0 to {@code size() - 1}
   * @throws IOException if it cannot be read or is not a picture; the message says why, without
   *     repeating the name
   */
  SourceImage read(int index) throws IOException;

  /**
   * Returns what tells whether this is still the same collection, found without decoding it; or
   * nothing, if there is no such thing: then nothing of this source is kept from one training to
   * the next. Files are known by where they are, their sizes and the times of their last change.
   *
   * @throws IOException if that cannot be found out
   */
  default Optional<Fingerprint> fingerprint() throws IOException {
    return Optional.empty();
  }

  @Override
  void close() throws IOException;
}
