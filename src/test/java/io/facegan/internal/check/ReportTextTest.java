package io.facegan.internal.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.drawn.DrawnFaces;
import io.facegan.image.ImageTrait;
import io.facegan.image.SourceImage;
import io.facegan.internal.data.Packing;
import io.facegan.network.ImageShape;
import java.awt.Color;
import org.junit.jupiter.api.Test;

class ReportTextTest {
  private final DrawnFaces faces = new DrawnFaces(11, 30, 64);
  private final TestSource source = new TestSource();

  @Test
  void report_isReadFromTopToBottom() {
    source
        .add("one.png", () -> faces.read(0))
        .add("copies/one.png", () -> faces.read(0))
        .bad("notes.jpg", "it is empty")
        .add("two.png", () -> faces.read(1).with(ImageTrait.MISNAMED))
        .add("white.png", TestSource.plain(30, 20, Color.WHITE));

    assertThat(CollectionCheck.of(source, Packing.of(ImageShape.rgb(32, 32))).text())
        .isEqualTo(
            """
            5 images in made images

            Sizes, width x height
                      3  64x64
                      1  30x20

            Formats and properties
                      3  drawn
                      1  PNG
                      1  named as another format
                      1  without colour, stored as grey or not

            As the network sees them: 32x32, --framing auto
                      4  can be used
                      1  of them are smaller and are enlarged

            Cannot be used and are skipped
                      1  it is empty
                           notes.jpg

            Blank: a single shade
                      1  white.png

            Near-duplicates: differ only in size, quality, brightness or colour
                      1  of 2 images in 1 group can be removed
                         keep one.png (64x64)
                         not  copies/one.png (64x64)

            Suggestion
                --recipe portrait --size 64 --framing auto
              - Sizes range from 30x20 to 64x64; they are smaller than 128x128 and would be enlarged: 64x64
                suits them better.
              - 1 image is smaller than 64x64 and enlarged, which blurs them.
              - Nothing is cut off or scaled.
              - 1 image is grey: some generated faces will be grey, too.
              - 4 images are few: --mirror also shows them mirrored.
            """);
  }

  @Test
  void largeCollections_areSummedUp_withinAHundredColumns() {
    String deep = "a-folder-of-images/".repeat(6);
    for (int i = 0; i < 12; i++) {
      source.add("size " + i, TestSource.plain(20 + i, 20, Color.RED));
      source.bad(deep + i + ".jpg", "reason " + i + " in rather many words ".repeat(8));
      source.bad(deep + "empty-" + i + ".jpg", "it is empty");
      int face = i;
      source.add(deep + "face-" + i + ".jpg", () -> faces.read(face));
      source.add(deep + "copy-of-face-" + i + ".jpg", () -> faces.read(face));
    }
    source.add("one more", TestSource.plain(20, 20, Color.RED));

    String text = CollectionCheck.of(source, Packing.of(ImageShape.rgb(32, 32))).text();

    assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    assertThat(text)
        .contains("         24  64x64\n          2  20x20\n          1  21x20\n")
        .contains("          5  of 5 other sizes\n")
        .contains("         12  it is empty\n")
        .contains("a-folder-of-images/a-folder-...")
        .contains(".jpg and 9 more\n")
        .contains("          3  for other reasons, listed in the HTML report\n")
        .contains("         13  size 0, size 1, size 2 and 10 more\n")
        .contains("         12  of 24 images in 12 groups can be removed\n")
        .contains("             the HTML report shows all groups\n");
    assertThat(text.lines().filter(line -> line.contains(" keep "))).hasSize(5);
  }

  @Test
  void namesFromOutside_stayOnTheirLine() {
    source
        .add("red\n\u001b[31m alert", TestSource.plain(30, 30, Color.RED))
        .add("face", () -> SourceImage.of(faces.read(0).image(), "PNG"));

    assertThat(CollectionCheck.of(source, Packing.of(ImageShape.rgb(32, 32))).text())
        .contains("1  red [31m alert\n")
        .doesNotContain("\u001b");
  }
}
