package io.facegan.data;

import io.facegan.image.SourceImage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A numbered collection of images. Implementations must be safe for use by several threads. */
public interface ImageSource extends AutoCloseable {
  /** Returns a short description for messages and logs, for example {@code folder faces/}. */
  String describe();

  /** Returns the number of candidate images; some of them may be unreadable. */
  int size();

  /**
   * Returns the name of an image for messages, for example its path inside the folder or zip.
   *
   * @param index from 0 to {@code size() - 1}
   */
  String name(int index);

  /**
   * Decodes an image at its own size.
   *
   * @param index from 0 to {@code size() - 1}
   * @throws IOException if it cannot be read or is not an image; the message gives the reason
   *     without the name
   */
  SourceImage read(int index) throws IOException;

  /**
   * Returns a value that changes with the collection, determined without decoding images. If it is
   * empty, decoded images of this source are not cached between trainings. Files are identified by
   * location, size and time of last modification.
   *
   * @throws IOException if it cannot be determined
   */
  default Optional<Fingerprint> fingerprint() throws IOException {
    return Optional.empty();
  }

  /**
   * Returns the label of each image by an attribute that the collection itself knows, in the order
   * of the images; null for an image that has none. Empty if it knows no such attribute.
   *
   * @param attribute for example {@code glasses}, which drawn faces know
   */
  default Optional<List<String>> labels(String attribute) {
    return Optional.empty();
  }

  @Override
  void close() throws IOException;
}
