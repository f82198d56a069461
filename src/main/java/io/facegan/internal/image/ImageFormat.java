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
  PNG(List.of("png"), "\u0089PNG\r\n\u001A\n"),
  /** GIF, its first frame. */
  GIF(List.of("gif"), "GIF8"),
  /** Windows bitmap. */
  BMP(List.of("bmp", "dib"), "BM"),
  /** WebP, lossy or lossless. */
  WEBP(List.of("webp"), "RIFF");

  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final String CONVERT = ", which is not supported: convert it to PNG or JPEG";

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

  /** Returns whether the file name has an extension of any supported format. */
  public static boolean anyFits(String fileName) {
    return Arrays.stream(values()).anyMatch(format -> format.fits(fileName));
  }

  /** Returns the supported extensions for messages. */
  public static String extensions() {
    return ".jpg, .png, .gif, .bmp or .webp";
  }

  /** Returns the format of a file by its first bytes, if it is supported. */
  static Optional<ImageFormat> of(byte[] bytes) {
    return Arrays.stream(values()).filter(format -> format.begins(bytes)).findFirst();
  }

  /** Returns why a file of none of the formats cannot be read. */
  static String refusal(byte[] bytes) {
    if (bytes.length == 0) {
      return "it is empty";
    }
    for (Other other : Other.values()) {
      if (other.begins(bytes)) {
        return "it is " + other.words + CONVERT;
      }
    }
    if (beginsAt(bytes, 0, ZIP)) {
      return "it is a zip file: unpack it";
    }
    if (isPage(bytes)) {
      return "it is a web page, probably from a failed download: fetch it again";
    }
    byte[] first = Arrays.copyOf(bytes, Math.min(8, bytes.length));
    return "it is not an image of a known format: it starts with bytes "
        + HexFormat.ofDelimiter(" ").withUpperCase().formatHex(first);
  }

  private boolean begins(byte[] bytes) {
    boolean begins = beginsAt(bytes, 0, start);
    return this == WEBP
        ? begins && beginsAt(bytes, 8, "WEBP".getBytes(StandardCharsets.US_ASCII))
        : begins;
  }

  private static boolean beginsAt(byte[] bytes, int offset, byte[] wanted) {
    return bytes.length >= offset + wanted.length
        && Arrays.equals(bytes, offset, offset + wanted.length, wanted, 0, wanted.length);
  }

  private static boolean isPage(byte[] bytes) {
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

  /** Common formats that are recognized but not supported. */
  private enum Other {
    TIFF_LITTLE("a TIFF file", 0, "II*\0"),
    TIFF_BIG("a TIFF file", 0, "MM\0*"),
    AVIF("an AVIF file", 4, "ftypavif"),
    HEIC("a HEIC file", 4, "ftyphei"),
    HEIF("a HEIF file", 4, "ftypmif1"),
    PHOTOSHOP("a Photoshop file", 0, "8BPS"),
    PDF("a PDF file", 0, "%PDF"),
    JPEG_2000("a JPEG 2000 file", 4, "jP  "),
    JPEG_XL("a JPEG XL file", 4, "JXL "),
    ICON("a Windows icon", 0, "\0\0\1\0");

    private final String words;
    private final int offset;
    private final byte[] start;

    Other(String words, int offset, String start) {
      this.words = words;
      this.offset = offset;
      this.start = start.getBytes(StandardCharsets.ISO_8859_1);
    }

    boolean begins(byte[] bytes) {
      return beginsAt(bytes, offset, start);
    }
  }
}
