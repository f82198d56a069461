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

/** Reads a few pictures of a collection once more, as the network will see them. */
final class Frames {
  private final ImageSource source;
  private final Packing packing;

  Frames(ImageSource source, Packing packing) {
    this.source = source;
    this.packing = packing;
  }

  /**
   * Reads pictures, on all processors.
   *
   * @param pictures their numbers, each once
   * @param longest the longest side of what is wanted; larger frames are scaled down to it
   * @return the frames by their pictures' numbers, in rising order; one that can no longer be read
   *     is missing
   * @throws IOException if the thread was interrupted
   */
  Map<Integer, ImageBatch> read(int[] pictures, int longest) throws IOException {
    Reduction reduction = new Reduction(packing, longest);
    Map<Integer, ImageBatch> frames = new ConcurrentSkipListMap<>();
    SourceReader.Sink<ImageBatch> sink =
        new SourceReader.Sink<>() {
          @Override
          public ImageBatch prepare(SourceImage picture) throws IOException {
            return reduction.of(picture);
          }

          @Override
          public void accept(int index, ImageBatch frame) {
            frames.put(pictures[index], frame);
          }

          @Override
          public void skipped(int index, String reason) {
            // It could be read a moment ago; the report is as good without this picture.
          }
        };
    new SourceReader<>(new Some(source, pictures), sink, done -> {}).run();
    return frames;
  }

  /** Frames a picture and scales the frame down. */
  private static final class Reduction {
    private final ImageShape shape;
    private final ImageShape reduced;
    private final ImageFramer framer;
    private final ImageFramer reducer;

    Reduction(Packing packing, int longest) {
      shape = packing.shape();
      double scale = Math.min(1, longest / (double) Math.max(shape.height(), shape.width()));
      reduced =
          new ImageShape(
              Math.max(1, (int) Math.round(shape.height() * scale)),
              Math.max(1, (int) Math.round(shape.width() * scale)),
              shape.channels());
      framer = new ImageFramer(packing);
      reducer = new ImageFramer(new Packing(reduced, Framing.RESIZE, Color.WHITE, false));
    }

    ImageBatch of(SourceImage picture) throws IOException {
      byte[] pixels = framer.frame(picture).pixels();
      ImageBatch frame = new ImageBatch(shape, 1, pixels);
      if (reduced.equals(shape)) {
        return frame;
      }
      SourceImage large = SourceImage.of(ImageGrid.picture(frame, 0), picture.format());
      return new ImageBatch(reduced, 1, reducer.frame(large).pixels());
    }
  }

  /** Some pictures of another source. */
  private record Some(ImageSource source, int[] pictures) implements ImageSource {
    @Override
    public String describe() {
      return source.describe();
    }

    @Override
    public int size() {
      return pictures.length;
    }

    @Override
    public String name(int index) {
      return source.name(pictures[index]);
    }

    @Override
    public SourceImage read(int index) throws IOException {
      return source.read(pictures[index]);
    }

    /** Leaves the other source open. */
    @Override
    public void close() {}
  }
}
