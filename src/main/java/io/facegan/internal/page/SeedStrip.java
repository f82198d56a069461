package io.facegan.internal.page;

import io.facegan.internal.data.ImageGrid;
import io.facegan.internal.train.SampleLayout;
import io.facegan.internal.train.TrainingOptions;
import io.facegan.network.ImageShape;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.function.UnaryOperator;

/**
 * The first faces of a sample grid in one row: those of the seeds from 0 on, with labels those of
 * the first label, so that runs can be shown under each other.
 */
final class SeedStrip implements UnaryOperator<BufferedImage> {
  private static final int FACES = 9;

  private final ImageShape shape;
  private final int columns;
  private final int faces;

  SeedStrip(TrainingOptions options) {
    shape = options.networks().imageShape();
    int laidOut = SampleLayout.of(options).columns();
    columns = laidOut > 0 ? laidOut : ImageGrid.columns(options.samples());
    faces = Math.min(FACES, laidOut > 0 ? laidOut : options.samples());
  }

  @Override
  public BufferedImage apply(BufferedImage grid) {
    BufferedImage strip =
        new BufferedImage(
            faces * (shape.width() + ImageGrid.GAP) - ImageGrid.GAP,
            shape.height(),
            BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D graphics = strip.createGraphics();
    graphics.setColor(Color.GRAY);
    graphics.fillRect(0, 0, strip.getWidth(), strip.getHeight());
    for (int i = 0; i < faces; i++) {
      int x = i % columns * (shape.width() + ImageGrid.GAP);
      int y = i / columns * (shape.height() + ImageGrid.GAP);
      int left = i * (shape.width() + ImageGrid.GAP);
      graphics.setClip(left, 0, shape.width(), shape.height());
      graphics.drawImage(grid, left - x, -y, null);
    }
    graphics.dispose();
    return strip;
  }
}
