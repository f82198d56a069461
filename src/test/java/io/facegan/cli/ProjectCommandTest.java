package io.facegan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.facegan.FaceGenerator;
import io.facegan.internal.util.NpyFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectCommandTest {
  private static final Path MODEL = Path.of("savedmodels", "portrait-64");

  @TempDir private static Path folder;
  private static Path face;

  @BeforeAll
  static void draw() throws IOException {
    face = folder.resolve("face.jpeg");
    try (FaceGenerator faces = FaceGenerator.load(MODEL)) {
      BufferedImage drawn = faces.generate(5000);
      BufferedImage larger = new BufferedImage(128, 128, BufferedImage.TYPE_INT_RGB);
      larger.createGraphics().drawImage(drawn, 0, 0, 128, 128, null);
      ImageIO.write(larger, "jpg", face.toFile());
    }
  }

  @Test
  void photo_getsImageLatentAndWay() throws IOException {
    Path out = folder.resolve("new").resolve("out");
    Cli done = Cli.run("project", face, "--model", MODEL, "--out", out, "--steps", 20);
    assertThat(done.code()).as(done.err()).isZero();
    assertThat(done.out())
        .matches(
            "wrote \\S+face\\.png: \\d+\\.\\d levels of 255 from \\S+face\\.jpeg; of 100 random faces"
                + " the nearest is \\d+\\.\\d from it, the middle one \\d+\\.\\d\n");
    float[][] latent = NpyFile.read(out.resolve("face-latent.npy"));
    assertThat(latent).hasDimensions(1, 100);
    BufferedImage image = ImageIO.read(out.resolve("face.png").toFile());
    try (FaceGenerator faces = FaceGenerator.load(MODEL)) {
      assertThat(levels(image)).isEqualTo(levels(faces.generate(latent[0])));
    }
    BufferedImage way = ImageIO.read(out.resolve("face-way.png").toFile());
    assertThat(way.getHeight()).isEqualTo(64);
    assertThat(way.getWidth()).isEqualTo(8 * 66 - 2);
    assertThat(levels(way.getSubimage(6 * 66, 0, 64, 64))).isEqualTo(levels(image));
  }

  @Test
  void pictureWithoutAFace_isNoError_butIsSaid() throws IOException {
    BufferedImage board = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 64 * 64; i++) {
      board.setRGB(i % 64, i / 64, (i % 64 / 8 + i / 64 / 8) % 2 == 0 ? 0xffffff : 0);
    }
    Path file = folder.resolve("board.png");
    ImageIO.write(board, "png", file.toFile());
    Cli done =
        Cli.run("project", file, "--model", MODEL, "--out", folder.resolve("b"), "--steps", 8);
    assertThat(done.code()).as(done.err()).isZero();
    assertThat(done.out()).contains("  that is not like the photo: the model knows no such face");
  }

  @Test
  void twoPhotosOfOneName_areRefused() throws IOException {
    Path other = folder.resolve("face.png");
    Files.copy(face, other);
    Path out = folder.resolve("none");
    Cli refused = Cli.run("project", face, other, "--model", MODEL, "--out", out);
    assertThat(refused)
        .isEqualTo(
            new Cli(
                1,
                "",
                "facegan: the results of %s and %s would both be named face: rename one, or project"
                        .formatted(face, other)
                    + " them one after the other into two folders\n"));
    assertThat(out).doesNotExist();
  }

  @Test
  void resultInPlaceOfThePhoto_isRefused() throws IOException {
    Path mine = folder.resolve("mine.png");
    ImageIO.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "png", mine.toFile());
    assertThat(Cli.run("project", mine, "--model", MODEL, "--out", folder).err())
        .isEqualTo(
            "facegan: the result %s would replace the photo of this name: choose another folder for --out\n"
                .formatted(mine));
  }

  @Test
  void whatIsMissing_isNamed() {
    Path out = folder.resolve("none");
    Path gone = folder.resolve("gone.png");
    assertThat(Cli.run("project", gone, "--model", MODEL, "--out", out).err())
        .isEqualTo("facegan: there is no photo %s: name an image file\n".formatted(gone));
    assertThat(Cli.run("project", "--model", MODEL, "--out", out).err()).contains("PHOTO");
    assertThat(Cli.run("project", face, "--model", folder, "--out", out).err())
        .contains(
            "is not a SavedModel, it holds no saved_model.pb: name a folder that export wrote");
    assertThat(Cli.run("project", folder, "--model", MODEL, "--out", out).err())
        .contains("the photo " + folder + " cannot be used: it is a folder");
    assertThat(out).doesNotExist();
  }

  private static int[] levels(BufferedImage image) {
    return image.getRaster().getPixels(0, 0, image.getWidth(), image.getHeight(), (int[]) null);
  }
}
