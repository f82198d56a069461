package io.facegan.internal.animation;

import java.awt.image.BufferedImage;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Writes an animated GIF file with Java's own writer, each frame with a palette of its own. */
final class GifWriter implements FrameWriter<BufferedImage> {
  /** Delays are whole hundredths of a second. */
  private static final int TICKS = 100;

  /** Programs take shorter delays for ten times as long ones, or longer. */
  static final int MOST_RATE = TICKS / 2;

  private final int rate;
  private final OutputStream file;
  private final ImageOutputStream out;
  private final ImageWriter writer;
  private int frames;

  /**
   * @param rate frames a second, at most {@link #MOST_RATE}
   */
  GifWriter(Path file, int rate) throws IOException {
    this.rate = rate;
    this.file = new FileOutputStream(file.toFile());
    // Java's stream of a file would ask the system for each byte.
    out = new MemoryCacheImageOutputStream(this.file);
    writer = ImageIO.getImageWritersByFormatName("gif").next();
    writer.setOutput(out);
    writer.prepareWriteSequence(null);
  }

  /** Chooses the colours: most of the work. */
  @Override
  public BufferedImage encode(BufferedImage frame) {
    return Palettes.indexed(frame);
  }

  @Override
  public void write(BufferedImage indexed) throws IOException {
    writer.writeToSequence(new IIOImage(indexed, List.of(), control(indexed)), null);
    out.flush();
    frames++;
  }

  private IIOMetadata control(BufferedImage frame) throws IOException {
    IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(frame), null);
    String format = metadata.getNativeMetadataFormatName();
    IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(format);
    IIOMetadataNode control = child(root, "GraphicControlExtension");
    control.setAttribute("disposalMethod", "none");
    control.setAttribute("userInputFlag", "FALSE");
    control.setAttribute("transparentColorFlag", "FALSE");
    control.setAttribute("transparentColorIndex", "0");
    control.setAttribute("delayTime", Integer.toString(end(frames) - end(frames - 1)));
    if (frames == 0) {
      child(root, "ApplicationExtensions").appendChild(playedForEver());
    }
    metadata.setFromTree(format, root);
    return metadata;
  }

  /** Returns when a frame ends, rounded, so that all of them together keep to the rate. */
  private int end(int frame) {
    return (int) ((TICKS * (frame + 1L) + rate / 2) / rate);
  }

  private static IIOMetadataNode child(IIOMetadataNode root, String name) {
    for (int i = 0; i < root.getLength(); i++) {
      if (root.item(i).getNodeName().equals(name)) {
        return (IIOMetadataNode) root.item(i);
      }
    }
    IIOMetadataNode child = new IIOMetadataNode(name);
    root.appendChild(child);
    return child;
  }

  private static IIOMetadataNode playedForEver() {
    IIOMetadataNode extension = new IIOMetadataNode("ApplicationExtension");
    extension.setAttribute("applicationID", "NETSCAPE");
    extension.setAttribute("authenticationCode", "2.0");
    extension.setUserObject(new byte[] {1, 0, 0});
    return extension;
  }

  @Override
  public void end() throws IOException {
    writer.endWriteSequence();
    out.flush();
  }

  @Override
  public void close() throws IOException {
    writer.dispose();
    try {
      out.close();
    } finally {
      file.close();
    }
  }
}
