package io.facegan.internal.check;

import io.facegan.data.Framing;
import io.facegan.data.ImageBatch;
import io.facegan.data.ImageSource;
import io.facegan.image.SourceImage;
import io.facegan.internal.data.ImageFramer;
import io.facegan.internal.data.ImageGrid;
import io.facegan.internal.data.Packing;
import io.facegan.internal.data.SourceReader;
import io.facegan.network.ImageShape;
import java.awt.Color;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Reads some images of a collection again, as the network will see them. */
final class FrameReader {
  private final ImageSource source;
  private final Packing packing;

  FrameReader(ImageSource source, Packing packing) {
    this.source = source;
    this.packing = packing;
  }

  /**
   * Reads images, on all processors; frames with a longer side are scaled down to it.
   *
   * @return the frames by the numbers of their images, in rising order, without those that can no
   *     longer be read
   */
  Map<Integer, ImageBatch> read(int[] images, int longestSide) throws IOException {
    Reducer reducer = new Reducer(packing, longestSide);
    Map<Integer, ImageBatch> frames = new ConcurrentSkipListMap<>();
    SourceReader.Sink<ImageBatch> sink =
        new SourceReader.Sink<>() {
          @Override
          public ImageBatch prepare(SourceImage image) throws IOException {
            return reducer.of(image);
          }

          @Override
          public void accept(int index, ImageBatch frame) {
            frames.put(images[index], frame);
          }

          @Override
          public void skipped(int index, String reason, boolean settled) {
            // It was readable a moment ago; the report does without it.
          }
        };
    new SourceReader<>(new Subset(source, images), sink, done -> {}).run();
    return frames;
  }

  /** Frames images and scales the frames down. */
  private static final class Reducer {
    private final ImageShape shape;
    private final ImageShape reduced;
    private final ImageFramer framer;
    private final ImageFramer scaler;

    Reducer(Packing packing, int longestSide) {
      shape = packing.shape();
      double scale = Math.min(1, longestSide / (double) Math.max(shape.height(), shape.width()));
      reduced =
          new ImageShape(
              Math.max(1, (int) Math.round(shape.height() * scale)),
              Math.max(1, (int) Math.round(shape.width() * scale)),
              shape.channels());
      framer = new ImageFramer(packing);
      scaler = new ImageFramer(new Packing(reduced, Framing.RESIZE, Color.WHITE, false));
    }

    ImageBatch of(SourceImage image) throws IOException {
      ImageBatch frame = new ImageBatch(shape, 1, framer.frame(image).pixels());
      if (reduced.equals(shape)) {
        return frame;
      }
      SourceImage large = SourceImage.of(ImageGrid.image(frame, 0), image.format());
      return new ImageBatch(reduced, 1, scaler.frame(large).pixels());
    }
  }

  /** A subset of another source. */
  private record Subset(ImageSource source, int[] images) implements ImageSource {
    @Override
    public String describe() {
      return source.describe();
    }

    @Override
    public int size() {
      return images.length;
    }

    @Override
    public String name(int index) {
      return source.name(images[index]);
    }

    @Override
    public SourceImage read(int index) throws IOException {
      return source.read(images[index]);
    }

    /** Leaves the other source open. */
    @Override
    public void close() {}
  }
}
