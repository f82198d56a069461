package io.facegan.internal.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Formats of images that are known but not read. Files of these names count as images, so that none
 * is lost without a word.
 */
enum OtherFormat {
  HEIC("a HEIC file", "heic heics", 4, "ftyphei", "ftyphev"),
  AVIF("an AVIF file", "avif avifs", 4, "ftypavif", "ftypavis"),
  CANON_RAW("a camera raw file (CR3)", "cr3", 4, "ftypcrx "),
  HEIF("a HEIF file", "heif heifs hif", 4, "ftypmif1", "ftypmsf1"),
  JPEG_XL("a JPEG XL file", "jxl", 0, "\0\0\0\fJXL ", "\u00FF\n"),
  JPEG_2000("a JPEG 2000 file", "jp2 j2k jpf jpx jpm j2c jpc", 0, "\0\0\0\fjP  ", "\u00FFO\u00FFQ"),
  JPEG_XR("a JPEG XR file", "jxr wdp hdp", 0, "II\u00BC"),
  BIG_TIFF("a BigTIFF file", "btf", 0, "II+\0", "MM\0+"),
  PHOTOSHOP("a Photoshop file", "psd psb", 0, "8BPS"),
  GIMP("a GIMP file", "xcf", 0, "gimp xcf"),
  SVG("an SVG drawing", "svg svgz", 0, "<svg"),
  PDF("a PDF file", "", 0, "%PDF"),
  ICON("a Windows icon", "ico cur", 0, "\0\0\1\0", "\0\0\2\0"),
  MAC_ICON("a macOS icon", "icns", 0, "icns"),
  OPEN_EXR("an OpenEXR file", "exr", 0, "v/1\1"),
  RADIANCE("a Radiance file", "hdr", 0, "#?RADIANCE", "#?RGBE"),
  DIRECT_DRAW("a DirectDraw file", "dds", 0, "DDS "),
  QOI("a QOI file", "qoi", 0, "qoif"),
  BPG("a BPG file", "bpg", 0, "BPG\u00FB"),
  FLIF("a FLIF file", "flif", 0, "FLIF"),
  NETPBM(
      "a Netpbm file",
      "pbm pgm ppm pnm pam",
      0,
      "P1\n",
      "P2\n",
      "P3\n",
      "P4\n",
      "P5\n",
      "P6\n",
      "P7\n"),
  PCX("a PCX file", "pcx", 0),
  TARGA("a Targa file", "tga", 0),
  RAW(
      "a camera raw file",
      "dng cr2 crw nef nrw arw srf sr2 orf rw2 rwl raf pef srw x3f 3fr iiq erf mef mos mrw dcr kdc",
      0,
      "FUJIFILMCCD-RAW",
      "IIU\0",
      "IIRO",
      "FOVb",
      "\0MRM");

  private final String words;
  private final List<String> extensions;
  private final int offset;
  private final String[] starts;

  OtherFormat(String words, String extensions, int offset, String... starts) {
    this.words = words;
    this.extensions = extensions.isEmpty() ? List.of() : List.of(extensions.split(" "));
    this.offset = offset;
    this.starts = starts;
  }

  /** Returns the format of a file by its first bytes. */
  static Optional<OtherFormat> of(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    return Arrays.stream(values())
        .filter(
            format -> Arrays.stream(format.starts).anyMatch(s -> text.startsWith(s, format.offset)))
        .findFirst();
  }

  /** Returns the format that a file name's extension, in lower case, belongs to. */
  static Optional<OtherFormat> ofExtension(String extension) {
    return Arrays.stream(values())
        .filter(format -> format.extensions.contains(extension))
        .findFirst();
  }

  /** Returns why a file cannot be read, and what to do. */
  String refusal() {
    return "it is " + words + ", which is not supported: convert it to PNG or JPEG";
  }
}
