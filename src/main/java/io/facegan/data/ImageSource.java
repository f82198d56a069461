package io.facegan.data;

import java.awt.image.BufferedImage;
import java.io.IOException;

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
  BufferedImage read(int index) throws IOException;

  @Override
  void close() throws IOException;
}
