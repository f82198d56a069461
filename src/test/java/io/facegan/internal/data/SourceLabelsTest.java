package io.facegan.internal.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.facegan.data.ImageSource;
import io.facegan.data.Labelling;
import io.facegan.drawn.DrawnFaces;
import io.facegan.error.FaceGanException;
import io.facegan.network.ImageShape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceLabelsTest {
  @TempDir private Path temp;

  @Test
  void folders_areLabels() {
    SourceLabels labels =
        SourceLabels.of(
            NamedSource.of("b/1.png", "b/deep/2.png", "a/3.png", "4.png"), Labelling.FOLDERS);

    assertThat(labels.names()).containsExactly("a", "b");
    assertThat(labels.ofImages()).containsExactly(1, 1, 0, -1);
    assertThat(labels.counts()).containsExactly(1, 2);
  }

  /** As zips have it. */
  @Test
  void folderOfAllImages_isNoLabel() {
    SourceLabels labels =
        SourceLabels.of(
            NamedSource.of("faces/all/x/1.png", "faces/all/y/2.png", "faces/all/yz/3.png"),
            Labelling.FOLDERS);

    assertThat(labels.names()).containsExactly("x", "y", "yz");
  }

  /** macOS names folders with letters and accents apart, most others do not. */
  @Test
  void names_inUnicode_areOneHoweverTheyAreWritten() {
    SourceLabels labels =
        SourceLabels.of(
            NamedSource.of(
                "fe\u0301e/1.png", "f\u00E9e/2.png", "\u5983/3.png", "\uD83D\uDE00/4.png"),
            Labelling.FOLDERS);

    assertThat(labels.names()).containsExactly("f\u00E9e", "\u5983", "\uD83D\uDE00");
    assertThat(labels.ofImages()).containsExactly(0, 0, 1, 2);
  }

  @Test
  void file_labelsImagesByName() throws IOException {
    SourceLabels labels =
        SourceLabels.of(
            NamedSource.of("1.png", "\u00E4/2.png", "3.png"),
            file("file,label\n1.png,\"old, grey\"\na\u0308\\2.png,young\ngone.png,young\n"));

    assertThat(labels.names()).containsExactly("old, grey", "young");
    assertThat(labels.ofImages()).containsExactly(0, 1, -1);
    assertThat(labels.notes())
        .containsExactly(temp.resolve("labels.csv") + " names 1 image that is not there: gone.png");
    assertThat(labels.without(NamedSource.of("1.png", "2.png", "3.png"))).containsExactly("3.png");
  }

  @Test
  void drawnFaces_knowWhatTheyLookLike() {
    DrawnFaces faces = new DrawnFaces(42, 1000, 16);

    SourceLabels glasses = SourceLabels.of(faces, Labelling.known("glasses"));
    assertThat(glasses.names()).containsExactly("with", "without");
    assertThat(glasses.counts()[0]).isBetween(180, 300);
    SourceLabels hair = SourceLabels.of(faces, Labelling.known("hair"));
    assertThat(hair.names()).containsExactly("dark", "fair", "grey");
    assertThat(hair.without(faces).size()).isBetween(20, 120);
  }

  @Test
  void tenThousandLabels_areFine() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      names.add(i / 2 + "/" + i + ".png");
    }
    SourceLabels labels = SourceLabels.of(new NamedSource(names), Labelling.FOLDERS);

    assertThat(labels.names()).hasSize(10_000);
    assertThat(labels.counts()).containsOnly(2);
    assertThat(LabelText.of(labels.names(), java.util.Collections.nCopies(10_000, 2)))
        .allSatisfy(line -> assertThat(line).hasSizeLessThan(300))
        .element(1)
        .asString()
        .startsWith("10,000 labels have fewer than 10 images, which will be learnt by heart: 0 2, ")
        .endsWith(" and 9,980 more");
  }

  @Test
  void oneLabel_isRefused() {
    refused(NamedSource.of("a/1.png", "2.png"), Labelling.FOLDERS)
        .hasMessageContainingAll("some images", "\"folders\"", "a:", "at least 2 labels");
  }

  @Test
  void imagesWithoutLabels_areRefusedIfTheyAreMost() {
    refused(NamedSource.of("a/1.png", "2.png", "3.png", "4.png", "5.png"), Labelling.FOLDERS)
        .hasMessageContainingAll(
            "4 of the 5 images",
            "\"folders\"",
            "2.png, 3.png, 4.png and 1 more",
            "train without labels");
    refused(NamedSource.of("all/1.png", "all/2.png"), Labelling.FOLDERS)
        .hasMessageStartingWith("2 of the 2 images in some images have no label");
  }

  @Test
  void attribute_thatIsNotKnown_isRefused() {
    refused(new DrawnFaces(1, 5, 8), Labelling.known("mood"))
        .hasMessageContainingAll(
            "5 drawn faces of 8x8 (seed 1)", "\"mood\"", "folders", ".csv", "glasses or hair");
  }

  @Test
  void file_thatDoesNotFit_isRefused() throws IOException {
    NamedSource images = NamedSource.of("1.png", "2.png");
    Path csv = temp.resolve("labels.csv");
    refused(images, Labelling.file(csv)).hasMessage("there is no file of labels at " + csv);
    refused(images, file("image,label\n"))
        .hasMessageContainingAll(csv.toString(), "\"image,label\"", "file,label");
    refused(images, file("")).hasMessageStartingWith("the first line of %s is \"\"".formatted(csv));
    refused(images, file("file,label\n1.png,a,b\n"))
        .hasMessageContainingAll("line 2 of " + csv, "3 fields", "2");
    refused(images, file("file,label\n1.png, \n"))
        .hasMessageContainingAll("line 2 of " + csv, "1.png", "blank", "leave the line out");
    refused(images, file("file,label\n1.png,a\n1.png,b\n"))
        .hasMessageContainingAll("line 3 of " + csv, "1.png", "\"b\"", "\"a\"", "one label");
    refused(images, file("file,label\n7.png,a\n8.png,b\n"))
        .hasMessageContainingAll(csv.toString(), "none of the images", "such as 1.png");
    refused(images, file("file,label\n1.png,\"a\nb\"\n2.png,c\n"))
        .hasMessageStartingWith("label \"a b\" begins or ends with a space");
    Files.write(csv, "file,label\n1.png,\u00E9\n".getBytes(StandardCharsets.ISO_8859_1));
    refused(images, Labelling.file(csv)).hasMessageContainingAll(csv.toString(), "UTF-8");
  }

  @Test
  void packedImages_haveTheirLabelsAndSkipOthers() {
    ImageSource images = NamedSource.of("a/1", "b/2broken", "3", "b/4", "a/5");
    SourceLabels labels = SourceLabels.of(images, Labelling.FOLDERS);
    try (PackedImages packed = PackedImages.pack(images, ImageShape.rgb(8, 8))) {
      PackedImages labelled = packed.labelled(labels, images, false);

      assertThat(packed.labels()).isNull();
      assertThat(labelled.size()).isEqualTo(3);
      assertThat(labelled.labels()).containsExactly(0, 1, 0);
      assertThat(labelled.labelCounts(2)).containsExactly(2, 1);
      assertThat(labelled.skipped())
          .extracting(Skipped::name, Skipped::reason)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("b/2broken", "it is broken"),
              org.assertj.core.groups.Tuple.tuple("3", "it has no label"));
      assertThat(labelled.content()).isNotEqualTo(packed.content());
      assertThatThrownBy(() -> packed.labelled(labels, images, true))
          .isInstanceOf(FaceGanException.class)
          .hasMessageStartingWith("3 in some images cannot be used: it has no label");
    }
  }

  @Test
  void label_withoutAnImageThatCanBeUsed_isRefused() {
    ImageSource images = NamedSource.of("a/1", "a/2", "a/3", "b/4broken");
    SourceLabels labels = SourceLabels.of(images, Labelling.FOLDERS);
    try (PackedImages packed = PackedImages.pack(images, ImageShape.rgb(8, 8))) {
      assertThatThrownBy(() -> packed.labelled(labels, images, false))
          .isInstanceOf(FaceGanException.class)
          .hasMessageContainingAll("\"b\"", "some images", "mend or remove");
    }
  }

  private Labelling file(String text) throws IOException {
    return Labelling.file(Files.writeString(temp.resolve("labels.csv"), text));
  }

  private static AbstractThrowableAssert<?, ?> refused(ImageSource images, Labelling labelling) {
    return assertThatThrownBy(() -> SourceLabels.of(images, labelling))
        .isInstanceOf(FaceGanException.class);
  }
}
