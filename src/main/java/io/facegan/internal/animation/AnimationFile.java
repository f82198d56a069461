package io.facegan.internal.animation;

import io.facegan.data.Framing;
import io.facegan.data.ImageBatch;
import io.facegan.error.FaceGanException;
import io.facegan.image.SourceImage;
import io.facegan.internal.data.ImageFramer;
import io.facegan.internal.data.ImageGrid;
import io.facegan.internal.data.Packing;
import io.facegan.internal.util.AtomicFile;
import io.facegan.internal.util.GivenPath;
import io.facegan.internal.util.OutputPlaces;
import io.facegan.internal.util.WriteFailure;
import io.facegan.network.ImageShape;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * An animation that is written frame by frame, and that appears under its name when the last frame
 * is there. Closed before that, it leaves nothing, and what had the name before stays.
 */
public final class AnimationFile implements AutoCloseable {
  /** As many frames a second as there may be, and as GIF files may have. */
  public static final int MOST_RATE = 100;

  public static final int MOST_GIF_RATE = GifWriter.MOST_RATE;

  /** The largest factor by which frames are enlarged. */
  public static final int MOST_SCALE = 16;

  private final Path file;
  private final int frames;
  private final int scale;
  private final AtomicFile made;
  private final Frames<?> written;
  private int added;
  private boolean ended;

  private AnimationFile(Path file, int frames, int rate, int scale) throws IOException {
    this.file = file;
    this.frames = frames;
    this.scale = scale;
    made = AtomicFile.begin(file);
    try {
      written = written(made.content(), rate);
    } catch (IOException | RuntimeException e) {
      made.close();
      throw e;
    }
  }

  /**
   * Checks, without creating anything, that such an animation can be written.
   *
   * @param file its name ends with .gif, .png or .mp4; absent, or to be replaced
   * @param rate frames a second
   * @param scale how many times as wide and high frames become
   * @throws FaceGanException if not; the message says why
   */
  public static void check(Path file, int rate, int scale) {
    GivenPath.onDisk("animation", file);
    Kind kind = Kind.of(file);
    int most = kind == Kind.GIF ? MOST_GIF_RATE : MOST_RATE;
    if (rate < 1 || rate > most) {
      throw new FaceGanException(
          "animation %s: a rate of %d frames a second, and %s can have 1 to %d"
              .formatted(file, rate, kind == Kind.GIF ? "GIF files" : "animations", most));
    }
    if (scale < 1 || scale > MOST_SCALE) {
      throw new FaceGanException(
          "animation %s: a scale of %d, and 1 to %d are possible"
              .formatted(file, scale, MOST_SCALE));
    }
    OutputPlaces.checkReplaceable("animation", file);
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new FaceGanException("animation %s is no regular file: name another".formatted(file));
    }
    if (kind == Kind.MP4) {
      FfmpegWriter.program();
    }
  }

  /**
   * Begins an animation, and makes its folder.
   *
   * @param frames how many there will be, at least 1
   * @throws FaceGanException as {@link #check}
   * @throws UncheckedIOException if that fails
   */
  public static AnimationFile begin(Path file, int frames, int rate, int scale) {
    check(file, rate, scale);
    if (frames < 1) {
      throw new FaceGanException("animation %s: it would have no frames".formatted(file));
    }
    OutputPlaces.makeFolderOf(file);
    try {
      return new AnimationFile(file, frames, rate, scale);
    } catch (IOException e) {
      throw WriteFailure.of(file.toString(), e);
    }
  }

  /**
   * Writes the next frame.
   *
   * @param frame an RGB or grey image of the same size as those before
   * @throws FaceGanException if the program that writes the film fails
   * @throws UncheckedIOException if writing fails
   */
  public void add(BufferedImage frame) {
    try {
      written.add(frame);
      if (++added == frames) {
        written.end();
        written.close();
        ended = true;
        made.commit();
      }
    } catch (FaceGanException e) {
      throw new FaceGanException("animation %s: %s".formatted(file, e.getMessage()), e);
    } catch (IOException e) {
      throw WriteFailure.of(file.toString(), e);
    }
  }

  @Override
  public void close() {
    try {
      if (!ended) {
        written.close();
      }
    } catch (IOException e) {
      throw WriteFailure.of(file.toString(), e);
    } finally {
      made.close();
    }
  }

  private Frames<?> written(Path content, int rate) throws IOException {
    return switch (Kind.of(file)) {
      case GIF -> new Frames<>(new GifWriter(content, rate), this::scaled);
      case PNG -> new Frames<>(new ApngWriter(content, frames, rate), this::scaled);
      case MP4 ->
          new Frames<>(new FfmpegWriter(FfmpegWriter.program(), content, rate), this::scaled);
    };
  }

  private BufferedImage scaled(BufferedImage frame) throws IOException {
    if (scale == 1) {
      return frame;
    }
    int bands = frame.getRaster().getNumBands();
    ImageShape shape = new ImageShape(scale * frame.getHeight(), scale * frame.getWidth(), bands);
    byte[] pixels =
        new ImageFramer(new Packing(shape, Framing.RESIZE, Color.BLACK, false))
            .frame(SourceImage.of(frame, "face"))
            .pixels();
    return ImageGrid.image(new ImageBatch(shape, 1, pixels), 0);
  }

  private enum Kind {
    GIF,
    PNG,
    MP4;

    static Kind of(Path file) {
      String name = file.toString().toLowerCase(Locale.ROOT);
      for (Kind kind : values()) {
        if (name.endsWith("." + kind.name().toLowerCase(Locale.ROOT))) {
          return kind;
        }
      }
      throw new FaceGanException(
          "animation %s: its name must end with .gif, .png or .mp4, which says how it is written"
              .formatted(file));
    }
  }
}
