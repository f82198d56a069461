package io.facegan.internal.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The supported formats. The first bytes of a file determine its format, not its name. */
public enum ImageFormat {
  /** JPEG: baseline or progressive; grey, colour or CMYK. */
  JPEG(List.of("jpg", "jpeg", "jpe", "jfif"), "\u00FF\u00D8\u00FF"),
  /** PNG of any depth. */
  PNG(List.of("png", "apng"), "\u0089PNG\r\n\u001A\n"),
  /** GIF, its first frame. */
  GIF(List.of("gif"), "GIF8"),
  /** Windows bitmap. */
  BMP(List.of("bmp", "dib"), "BM"),
  /** WebP, lossy or lossless. */
  WEBP(List.of("webp"), "RIFF"),
  /** TIFF, its first image. */
  TIFF(List.of("tif", "tiff"), "II*\0");

  private static final byte[] TIFF_BIG_ENDIAN = {'M', 'M', 0, '*'};

  private static final byte[] ZIP = {'P', 'K', 3, 4};

  /** What a web page is, among images. */
  public static final String PAGE = "a web page, probably from a failed download: fetch it again";

  /** What macOS keeps about a file beside it, under the same name after "._". */
  private static final byte[] APPLE_DOUBLE = {0, 5, 22, 7};

  private final List<String> extensions;
  private final byte[] start;

  ImageFormat(List<String> extensions, String start) {
    this.extensions = extensions;
    this.start = start.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Returns the common name, which ImageIO also uses. */
  public String label() {
    return this == WEBP ? "WebP" : name();
  }

  /** Returns whether the file name has an extension of this format. */
  public boolean fits(String fileName) {
    return extensions.contains(extension(fileName));
  }

  /** Returns whether the file name has an extension of an image, supported or not. */
  public static boolean anyFits(String fileName) {
    return Arrays.stream(values()).anyMatch(format -> format.fits(fileName)) || isOther(fileName);
  }

  /** Returns whether the file name has an extension of a format that is known but not supported. */
  public static boolean isOther(String fileName) {
    return OtherFormat.ofExtension(extension(fileName)).isPresent();
  }

  /** Returns the supported extensions for messages. */
  public static String extensions() {
    return ".jpg, .png, .gif, .bmp, .webp or .tif";
  }

  /**
   * Returns the format of a file by its first bytes, if it is supported. The name matters for
   * camera raw files alone: most are TIFF files, of which the first image is a small preview.
   */
  static Optional<ImageFormat> of(byte[] bytes, String fileName) {
    boolean raw =
        OtherFormat.ofExtension(extension(fileName)).filter(OtherFormat.RAW::equals).isPresent();
    return Arrays.stream(values())
        .filter(format -> format.begins(bytes) && !(raw && format == TIFF))
        .findFirst();
  }

  /**
   * Returns why a file of none of the formats cannot be read.
   *
   * @param bytes its first ones, which count for more than its name
   */
  static String refusal(byte[] bytes, String fileName) {
    if (bytes.length == 0) {
      return "it is empty";
    }
    if (beginsAt(bytes, 0, ZIP)) {
      return "it is a zip file: unpack it";
    }
    if (beginsAt(bytes, 0, APPLE_DOUBLE)) {
      return "it is what macOS keeps about a file, not the file: copy the file itself";
    }
    if (isPage(bytes)) {
      return "it is " + PAGE;
    }
    byte[] first = Arrays.copyOf(bytes, Math.min(8, bytes.length));
    return OtherFormat.of(bytes)
        .or(() -> OtherFormat.ofExtension(extension(fileName)))
        .map(OtherFormat::refusal)
        .orElseGet(
            () ->
                "it is not an image of a known format: it starts with bytes "
                    + HexFormat.ofDelimiter(" ").withUpperCase().formatHex(first));
  }

  private boolean begins(byte[] bytes) {
    boolean begins = beginsAt(bytes, 0, start);
    return switch (this) {
      case WEBP -> begins && beginsAt(bytes, 8, "WEBP".getBytes(StandardCharsets.US_ASCII));
      case TIFF -> begins || beginsAt(bytes, 0, TIFF_BIG_ENDIAN);
      default -> begins;
    };
  }

  private static boolean beginsAt(byte[] bytes, int offset, byte[] wanted) {
    return bytes.length >= offset + wanted.length
        && Arrays.equals(bytes, offset, offset + wanted.length, wanted, 0, wanted.length);
  }

  /** Returns whether a file is a web page, by its first bytes. */
  public static boolean isPage(byte[] bytes) {
    String start =
        new String(bytes, 0, Math.min(64, bytes.length), StandardCharsets.UTF_8)
            .replace("\uFEFF", "")
            .strip()
            .toLowerCase(Locale.ROOT);
    return start.startsWith("<!doctype html") || start.startsWith("<html");
  }

  private static String extension(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return dot < 0 ? "" : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
  }
}
