package io.facegan.internal.check;

import io.facegan.data.ImageSource;
import io.facegan.internal.data.Packing;
import io.facegan.internal.data.SourceReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.LongConsumer;

/** Checks a collection of images before a network is trained on it. */
public final class CollectionCheck {
  private CollectionCheck() {}

  public static CollectionReport of(ImageSource source, Packing packing) {
    return of(source, packing, done -> {});
  }

  /**
   * Reads every image once, on all processors, and some of them a second time for the report. Keeps
   * about a hundred bytes per image in memory.
   *
   * @param packing how they would be trained on. A strict one does not stop the check at an image
   *     that cannot be used.
   * @param progress receives the number of images done, in rising order, from one thread at a time
   *     that is not the caller's
   */
  public static CollectionReport of(ImageSource source, Packing packing, LongConsumer progress) {
    Survey survey = new Survey(source.size(), packing);
    try {
      new SourceReader<>(source, survey, progress).run();
      return new Summary(source, packing, survey).report();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
