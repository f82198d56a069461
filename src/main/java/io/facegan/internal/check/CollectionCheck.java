package io.facegan.internal.check;

import io.facegan.data.ImageSource;
import io.facegan.internal.data.Packing;
import io.facegan.internal.data.SourceReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.LongConsumer;

/**
 * Looks through a collection of pictures before a network is trained on it.
 *
 * <pre>{@code
 * try (ImageSource faces = ImageSources.open(Path.of("faces"))) {
 *   CollectionReport report =
 *       CollectionCheck.of(faces, Packing.of(ImageShape.rgb(128, 128)));
 *   System.out.println(report.text());
 *   Files.writeString(Path.of("faces.html"), report.html());
 * }
 * }</pre>
 */
public final class CollectionCheck {
  private CollectionCheck() {}

  /** Checks as the other method does, telling nobody of the progress. */
  public static CollectionReport of(ImageSource source, Packing packing) {
    return of(source, packing, done -> {});
  }

  /**
   * Reads every picture once, on all processors, and some of them a second time for the report. In
   * memory stay some hundred bytes a picture.
   *
   * @param source the pictures; stays open
   * @param packing how they would be trained on. It may be strict: a check never ends at a picture
   *     that cannot be used.
   * @param progress told how many pictures are done, in rising order, from one thread at a time but
   *     not the caller's
   * @throws UncheckedIOException if the thread is interrupted (its interrupt status is then set)
   */
  public static CollectionReport of(ImageSource source, Packing packing, LongConsumer progress) {
    Survey survey = new Survey(source.size(), packing);
    try {
      new SourceReader<>(source, survey, progress).run();
      return new CollectionReport(new Summary(source, packing, survey).findings());
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
