package io.facegan.internal.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.data.RawZip;
import io.facegan.internal.data.HostileFiles.Fate;
import io.facegan.internal.data.HostileFiles.Made;
import io.facegan.internal.image.ExpectedPixels;
import io.facegan.internal.util.JavaCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Hundreds of damaged and hostile files, as a folder and as a zip, with little memory. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileCorpusTest {
  private static final int PATIENCE_SECONDS = 120;
  private static final long GIB = 1L << 30;

  private final Map<String, Made> files = HostileFiles.all();
  private final Map<String, ExpectedPixels> expected = ExpectedPixels.all();
  private Map<String, String[]> ofFolder;
  private Map<String, String[]> ofZip;
  private String peak;

  @BeforeAll
  void packAll(@TempDir Path temp, TestReporter report) throws Exception {
    Path folder = temp.resolve("folder");
    Path zip = temp.resolve("all.zip");
    Files.createDirectories(folder.resolve("a folder.jpg/empty.png"));
    try (RawZip raw = new RawZip(zip)) {
      for (Map.Entry<String, Made> file : files.entrySet()) {
        TestImages.save(folder.resolve(file.getKey()), file.getValue().content());
        raw.add(file.getKey(), file.getValue().content());
      }
      addBombs(raw);
    }
    Path folderLines = temp.resolve("folder.txt");
    Path zipLines = temp.resolve("zip.txt");
    Path memory = temp.resolve("memory.txt");
    long start = System.nanoTime();
    run(temp, folder, folderLines, zip, zipLines, memory);
    ofFolder = read(folderLines);
    ofZip = read(zipLines);
    peak = Files.readString(memory);
    report.publishEntry("files", Integer.toString(files.size()));
    report.publishEntry("seconds", Double.toString((System.nanoTime() - start) / 1e9));
    report.publishEntry("kB of memory at most", peak);
  }

  @Test
  void files_areHundredsOfEachKind() {
    for (Fate fate : List.of(Fate.USED, Fate.SKIPPED)) {
      assertThat(files.values().stream().filter(f -> f.fate() == fate)).hasSizeGreaterThan(200);
    }
    assertThat(files).hasSizeGreaterThan(800);
  }

  @Test
  void pack_skipsWhatIsBadAndUsesWhatIsGood() {
    for (Map<String, String[]> found : List.of(ofFolder, ofZip)) {
      files.forEach((name, file) -> check(name, file, found.get(name)));
    }
  }

  @Test
  void pack_folderAndZip_giveTheSame() {
    for (String name : files.keySet()) {
      assertThat(ofZip.get(name)).as(name).isEqualTo(ofFolder.get(name));
    }
    assertThat(ofFolder).hasSize(files.size());
  }

  @Test
  void pack_zip_namesWhatUnfoldsToTooMuch() {
    assertThat(ofZip.get("bomb/honest.png")).startsWith("skipped", "bomb/honest.png");
    assertThat(ofZip.get("bomb/honest.png")[2]).contains("more than 134 MB");
    assertThat(ofZip.get("bomb/lying.png")[2]).contains("more than 134 MB");
    assertThat(ofZip.get("bomb/zeros.png")[2])
        .startsWith("it is not an image of a known format: it starts with bytes 00");
    assertThat(ofZip.get("bomb/nested.jpg")[2]).isEqualTo("it is a zip file: unpack it");
    assertThat(ofZip.get("../../out.png")[0]).isEqualTo("used");
  }

  @Test
  void pack_large_areUsedOneAfterAnother() {
    for (Map<String, String[]> found : List.of(ofFolder, ofZip)) {
      String black = "0".repeat(6 * HostileCorpus.SIDE * HostileCorpus.SIDE);
      assertThat(
              found.values().stream().filter(f -> f[1].contains("-large-") && f[2].equals(black)))
          .hasSize(2);
    }
  }

  @Test
  void pack_reasons_areLinesThatSaySomething() {
    for (Map<String, String[]> found : List.of(ofFolder, ofZip)) {
      for (String[] fields : found.values()) {
        if (fields[0].equals("skipped")) {
          assertThat(fields[2]).as(fields[1]).hasSizeBetween(10, 300).matches("[\\P{Cc}]+");
          assertThat(fields[2]).as(fields[1]).doesNotContain("not enough memory");
        }
      }
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void pack_memory_staysSmall() {
    assertThat(Long.parseLong(peak) << 10).isLessThan(GIB);
  }

  private void check(String name, Made file, String[] found) {
    assertThat(found).as(name).isNotNull();
    boolean used = found[0].equals("used");
    if (file.fate() == Fate.USED || file.fate() == Fate.SKIPPED) {
      assertThat(found[0] + " " + (used ? "" : found[2]))
          .as(name)
          .startsWith(file.fate() == Fate.USED ? "used" : "skipped");
    }
    if (used && (file.fate() == Fate.USED || file.fate() == Fate.USED_OR_SKIPPED)) {
      assertThat(found[2]).as(name).isEqualTo(middle(expected.get(file.like())));
    }
  }

  private static String middle(ExpectedPixels image) {
    int side = HostileCorpus.SIDE;
    byte[] pixels = new byte[3 * side * side];
    for (int i = 0; i < side * side; i++) {
      int x = image.width() / 2 - side / 2 + i % side;
      int y = image.height() / 2 - side / 2 + i / side;
      int rgb = image.on(0xFFFFFF, x, y);
      pixels[3 * i] = (byte) (rgb >> 16);
      pixels[3 * i + 1] = (byte) (rgb >> 8);
      pixels[3 * i + 2] = (byte) rgb;
    }
    return HexFormat.of().formatHex(pixels);
  }

  private static void addBombs(RawZip zip) throws IOException {
    byte[] png = ExpectedPixels.file("png-rgb8.png");
    byte[] gigabytes = zeros(png, 2047);
    zip.addDeflated("bomb/honest.png", gigabytes, 2047L << 20);
    zip.addDeflated("bomb/lying.png", gigabytes, png.length);
    zip.addDeflated("bomb/zeros.png", zeros(new byte[0], 2047), 2047L << 20 & 0x7FFFFFF);
    zip.add("bomb/nested.jpg", new byte[] {'P', 'K', 3, 4, 20, 0, 0, 0});
    zip.add("../../out.png", png);
  }

  /** Deflates a beginning and so many MiB of zeros, each of which deflates to the same bytes. */
  private static byte[] zeros(byte[] beginning, int count) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(flushed(deflater, beginning));
    out.writeBytes(flushed(deflater, new byte[1 << 20]));
    byte[] more = flushed(deflater, new byte[1 << 20]);
    for (int i = 1; i < count; i++) {
      out.writeBytes(more);
    }
    deflater.finish();
    byte[] last = new byte[100];
    out.write(last, 0, deflater.deflate(last));
    deflater.end();
    return out.toByteArray();
  }

  private static byte[] flushed(Deflater deflater, byte[] content) {
    deflater.setInput(content);
    byte[] folded = new byte[content.length + 100];
    int length = deflater.deflate(folded, 0, folded.length, Deflater.SYNC_FLUSH);
    return Arrays.copyOf(folded, length);
  }

  private static void run(Path temp, Path... arguments) throws Exception {
    List<String> command =
        JavaCommand.of(
            List.of("-Xmx700m", "-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true"),
            HostileCorpus.class,
            Stream.of(arguments).map(Path::toString).toList());
    Path err = temp.resolve("err.txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(err.toFile()).start();
    try {
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("ended").isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(Files.readString(err)).isEmpty();
    assertThat(process.exitValue()).isZero();
  }

  private static Map<String, String[]> read(Path lines) throws IOException {
    Map<String, String[]> found = new LinkedHashMap<>();
    for (String line : Files.readString(lines, StandardCharsets.UTF_8).split("\n")) {
      String[] fields = line.split("\t", 3);
      assertThat(found.put(fields[1], fields)).as(fields[1]).isNull();
    }
    return found;
  }
}
