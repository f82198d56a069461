package io.facegan.internal.data;

import io.facegan.data.Framing;
import io.facegan.data.ImageSource;
import io.facegan.data.ImageSources;
import io.facegan.internal.util.Text;
import io.facegan.network.ImageShape;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;

/** Packs collections in a virtual machine of its own and says what became of every image. */
final class HostileCorpus {
  /** The middle of every image, as it is. */
  static final int SIDE = 16;

  private HostileCorpus() {}

  /**
   * Writes a line for each image, its name and the reason or its pixels, separated by tabs.
   *
   * @param args pairs of a collection and a file for the lines; then a file for the peak of memory
   */
  public static void main(String[] args) throws IOException {
    for (int i = 0; i + 1 < args.length; i += 2) {
      Files.writeString(Path.of(args[i + 1]), pack(Path.of(args[i])));
    }
    Files.writeString(Path.of(args[args.length - 1]), peak());
  }

  private static String pack(Path collection) throws IOException {
    Packing packing = new Packing(ImageShape.rgb(SIDE, SIDE), Framing.CROP, Color.WHITE, false);
    StringBuilder lines = new StringBuilder();
    try (ImageSource source = ImageSources.open(collection);
        PackedImages packed =
            PackedImages.pack(source, packing, PackStore.temporary(note -> {}, done -> {}))) {
      Set<String> skipped = new HashSet<>();
      for (Skipped image : packed.skipped()) {
        skipped.add(image.name());
        lines.append("skipped\t").append(image.name()).append('\t').append(image.reason());
        lines.append('\n');
      }
      int used = 0;
      byte[] pixels = new byte[packing.shape().size()];
      for (int i = 0; i < source.size(); i++) {
        String name = Text.oneLine(source.name(i));
        if (!skipped.contains(name)) {
          packed.read(used++, pixels, 0);
          lines.append("used\t").append(name).append('\t');
          lines.append(HexFormat.of().formatHex(pixels)).append('\n');
        }
      }
      if (used != packed.size()) {
        throw new IllegalStateException(used + " names of " + packed.size() + " used images");
      }
    }
    return lines.toString();
  }

  /** Returns the most memory that this process had, in kB, or nothing where that is not known. */
  private static String peak() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return "";
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .map(line -> line.replaceAll("\\D", ""))
        .collect(Collectors.joining());
  }
}
