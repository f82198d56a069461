package io.facegan.internal.animation;

import java.awt.image.BufferedImage;
import java.io.Closeable;
import java.io.IOException;

/**
 * Writes the frames of one animation into one file.
 *
 * @param <F> a frame as the file holds it
 */
interface FrameWriter<F> extends Closeable {
  /**
   * Encodes a frame; several threads may do so at once.
   *
   * @param frame of the same size and kind as all others
   */
  F encode(BufferedImage frame) throws IOException;

  /** Writes the next frame. */
  void write(F frame) throws IOException;

  /** Ends the file, after all frames. */
  void end() throws IOException;

  /** Frees what it holds, also in the middle of a file. */
  @Override
  void close() throws IOException;
}
