package io.facegan.data;

import io.facegan.error.FaceGanException;
import io.facegan.image.SourceImage;
import io.facegan.internal.image.ImageDecoder;
import io.facegan.internal.util.Text;
import java.io.IOException;
import java.util.List;

/** The images of datasets, by number. Safe for use by several threads. */
interface HdfImages {
  /** The name of the format, for reports. */
  String FORMAT = "HDF5";

  /** An upper bound of the compression ratio of any filter. */
  int MOST_SHRUNK = 1100;

  int size();

  String name(int index);

  SourceImage read(int index) throws IOException;

  /** Returns the images of a stack or of single images; {@code where} is for messages. */
  static HdfImages of(String where, List<HdfEntry> chosen, HdfStore store) throws IOException {
    HdfEntry first = chosen.get(0);
    if (chosen.stream().allMatch(entry -> entry.obstacle().isPresent())) {
      throw refusal(where, first, first.obstacle().orElseThrow());
    }
    if (!first.isStack()) {
      return singles(store, chosen);
    }
    HdfLayout layout = first.layout().orElseThrow();
    try {
      layout.check(first.type());
    } catch (IOException e) {
      throw refusal(where, first, e.getMessage());
    }
    double bytes = (double) layout.count() * layout.bytes(first.type());
    if (layout.count() > Integer.MAX_VALUE || bytes / MOST_SHRUNK > store.size()) {
      throw refusal(where, first, "it claims more images than the file can hold");
    }
    return stack(first, layout, store.parse(hdf -> HdfData.of(store, hdf, first.address())));
  }

  private static FaceGanException refusal(String where, HdfEntry entry, String reason) {
    return new FaceGanException(
        "%s in %s cannot be read: %s".formatted(entry.describe(), where, reason));
  }

  /** Returns the images of a stack: one at each index of the first axis. */
  private static HdfImages stack(HdfEntry entry, HdfLayout layout, HdfData data) {
    return new HdfImages() {
      @Override
      public int size() {
        return (int) layout.count();
      }

      @Override
      public String name(int index) {
        return Text.format("%s[%d]", entry.path(), index);
      }

      @Override
      public SourceImage read(int index) throws IOException {
        byte[] bytes = data.read(index, 1);
        return SourceImage.of(HdfPixels.image(bytes, entry.type(), layout), FORMAT);
      }
    };
  }

  private static HdfImages singles(HdfStore store, List<HdfEntry> entries) {
    return new HdfImages() {
      @Override
      public int size() {
        return entries.size();
      }

      @Override
      public String name(int index) {
        return entries.get(index).path();
      }

      @Override
      public SourceImage read(int index) throws IOException {
        return single(store, entries.get(index));
      }
    };
  }

  private static SourceImage single(HdfStore store, HdfEntry entry) throws IOException {
    if (entry.obstacle().isPresent()) {
      throw new IOException(entry.obstacle().get());
    }
    HdfLayout layout = entry.layout().orElseThrow();
    boolean encoded = layout.kind() == HdfLayout.Kind.ENCODED;
    layout.check(entry.type());
    HdfData data = open(store, entry);
    long places = entry.axes()[0];
    if (encoded && places > ImageDecoder.MAX_BYTES) {
      throw ImageDecoder.tooLong();
    }
    byte[] bytes = data.read(0, (int) places);
    if (!encoded) {
      return SourceImage.of(HdfPixels.image(bytes, entry.type(), layout), FORMAT);
    }
    SourceImage image = ImageDecoder.decode(bytes);
    return Names.isImage(entry.path()) ? Names.compare(image, entry.path()) : image;
  }

  private static HdfData open(HdfStore store, HdfEntry entry) throws IOException {
    try {
      return store.parse(hdf -> HdfData.of(store, hdf, entry.address()));
    } catch (HdfStore.DamageException e) {
      throw new IOException("it is damaged (%s)".formatted(e.getMessage()), e);
    } catch (HdfStore.UnknownPartException e) {
      throw new IOException("it uses an unsupported feature (%s)".formatted(e.getMessage()), e);
    }
  }
}
