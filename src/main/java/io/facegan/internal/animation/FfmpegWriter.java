package io.facegan.internal.animation;

import io.facegan.error.FaceGanException;
import io.facegan.internal.util.DaemonThreads;
import io.facegan.internal.util.Text;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Hands frames to the program ffmpeg, which writes them as a film. */
final class FfmpegWriter implements FrameWriter<FfmpegWriter.Frame> {
  /** How much of what ffmpeg says is kept. */
  private static final int MOST_WORDS = 4096;

  private final Path program;
  private final Path file;
  private final int rate;
  private Process ffmpeg;

  /**
   * A frame.
   *
   * @param samples row by row, one byte a pixel if grey, else red, green and blue
   */
  record Frame(int width, int height, byte[] samples) {}

  private OutputStream frames;
  private CompletableFuture<String> said;

  FfmpegWriter(Path program, Path file, int rate) {
    this.program = program;
    this.file = file;
    this.rate = rate;
  }

  /**
   * Returns the program.
   *
   * @throws FaceGanException if there is none
   */
  static Path program() {
    return program(System.getenv("PATH"))
        .orElseThrow(
            () ->
                new FaceGanException(
                    "MP4 files are written by the program ffmpeg, which is not on the PATH: install"
                        + " it, or name a .gif or .png file, for which none is needed"));
  }

  static Optional<Path> program(String path) {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(path == null ? "" : path)
        .filter(folder -> !folder.isBlank())
        .flatMap(folder -> Stream.of(Path.of(folder, "ffmpeg"), Path.of(folder, "ffmpeg.exe")))
        .filter(program -> Files.isRegularFile(program) && Files.isExecutable(program))
        .findFirst();
  }

  @Override
  public Frame encode(BufferedImage frame) {
    int width = frame.getWidth();
    int height = frame.getHeight();
    int[] samples = frame.getRaster().getPixels(0, 0, width, height, (int[]) null);
    byte[] bytes = new byte[samples.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) samples[i];
    }
    return new Frame(width, height, bytes);
  }

  @Override
  public void write(Frame frame) throws IOException {
    if (ffmpeg == null) {
      start(frame);
    }
    try {
      frames.write(frame.samples());
    } catch (IOException gone) {
      throw ended(gone);
    }
  }

  private void start(Frame frame) throws IOException {
    boolean grey = frame.samples().length == frame.width() * frame.height();
    List<String> command = new ArrayList<>(List.of(program.toString(), "-v", "error", "-y"));
    command.addAll(List.of("-f", "rawvideo", "-pix_fmt", grey ? "gray" : "rgb24"));
    command.addAll(List.of("-s", frame.width() + "x" + frame.height()));
    command.addAll(List.of("-r", Integer.toString(rate), "-i", "pipe:0"));
    // What every player knows, and that has an even number of rows and columns.
    command.addAll(List.of("-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2", "-pix_fmt", "yuv420p"));
    command.addAll(List.of("-movflags", "+faststart", "-f", "mp4", "file:" + file));
    ffmpeg = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    frames = new BufferedOutputStream(ffmpeg.getOutputStream());
    said =
        CompletableFuture.supplyAsync(
            this::words, task -> new DaemonThreads("facegan-ffmpeg").newThread(task).start());
  }

  /** Reads all that ffmpeg says, which would wait if nobody did, and keeps the start. */
  private String words() {
    try (var errors = ffmpeg.getErrorStream()) {
      String start = new String(errors.readNBytes(MOST_WORDS), Charset.defaultCharset());
      errors.transferTo(OutputStream.nullOutputStream());
      return start;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void end() throws IOException {
    try {
      frames.close();
    } catch (IOException gone) {
      throw ended(gone);
    }
    if (await() != 0) {
      throw ended(null);
    }
  }

  private int await() throws IOException {
    try {
      return ffmpeg.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while ffmpeg wrote the film");
    }
  }

  private FaceGanException ended(IOException cause) throws IOException {
    int status = await();
    String words = Text.oneLine(said.join());
    return new FaceGanException(
        "ffmpeg ended with exit status %d and said: %s"
            .formatted(status, words.isEmpty() ? "nothing" : words),
        cause);
  }

  @Override
  public void close() throws IOException {
    if (ffmpeg != null) {
      ffmpeg.destroy();
    }
  }
}
