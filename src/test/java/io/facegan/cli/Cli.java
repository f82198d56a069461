package io.facegan.cli;

import io.facegan.drawn.DrawnFaces;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;

/** One command run in this JVM, and what it left. */
record Cli(int code, String out, String err) {
  static Cli run(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] texts = new String[args.length];
    for (int i = 0; i < args.length; i++) {
      texts[i] = args[i].toString();
    }
    int code = Commands.run(new PrintWriter(out), new PrintWriter(err), texts);
    return new Cli(code, unix(out), unix(err));
  }

  /** Trains small convolutional networks for two steps. */
  static Cli train(Object... more) {
    return train("small", 16, more);
  }

  /** Trains the smallest networks there are for two steps, in a third of the time. */
  static Cli trainSmallest(Object... more) {
    return train("fully-connected", 8, more);
  }

  private static Cli train(String networks, int size, Object... more) {
    Object[] args = {
      "train", "--networks", networks, "--size", size, "--batch", 2, "--steps", 2, "--no-progress"
    };
    Object[] all = Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return run(all);
  }

  /** Writes some faces of 16x16 into a new folder. */
  static Path images(Path folder, int count) throws IOException {
    Files.createDirectories(folder);
    try (DrawnFaces faces = new DrawnFaces(1, count, 16)) {
      for (int i = 0; i < count; i++) {
        ImageIO.write(faces.read(i).image(), "png", folder.resolve(i + ".png").toFile());
      }
    }
    return folder;
  }

  private static String unix(StringWriter text) {
    return text.toString().replace("\r\n", "\n");
  }
}
