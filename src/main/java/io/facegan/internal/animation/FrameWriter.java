package io.facegan.internal.animation;

import java.awt.image.BufferedImage;
import java.io.Closeable;
import java.io.IOException;

/** Writes the frames of one animation into one file. */
interface FrameWriter extends Closeable {
  /**
   * @param frame of the same size and kind as those before
   */
  void add(BufferedImage frame) throws IOException;

  /** Ends the file, after all frames. */
  void end() throws IOException;

  /** Frees what it holds, also in the middle of a file. */
  @Override
  void close() throws IOException;
}
