package io.facegan.internal.data;

import io.facegan.image.ImageTrait;
import io.facegan.internal.util.FileSums;
import io.facegan.internal.util.Text;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What a pack file knows beside the pixels.
 *
 * @param candidates how many slots there are, one for each image of the source
 * @param skipped the images left out, by their slot, which is empty
 * @param unsettled the slots of those that the environment or the moment may have been to blame for
 * @param enlarged how many were scaled up
 * @param traits how many have which trait
 * @param sums a checksum of each slot's pixels, 0 for an empty one
 */
record PackIndex(
    int candidates,
    NavigableMap<Integer, Skipped> skipped,
    Set<Integer> unsettled,
    int enlarged,
    Map<ImageTrait, Integer> traits,
    int[] sums) {

  /** Returns the slots that hold an image. */
  int[] slots() {
    return IntStream.range(0, candidates).filter(i -> !skipped.containsKey(i)).toArray();
  }

  /** Returns one line for people: how many images, and what is special about them. */
  String summary() {
    List<String> notes = new ArrayList<>();
    if (!skipped.isEmpty()) {
      notes.add(Text.format("%,d skipped (see skipped.txt)", skipped.size()));
    }
    if (enlarged > 0) {
      notes.add(Text.format("%,d enlarged", enlarged));
    }
    traits.forEach((trait, count) -> notes.add(Text.format("%,d %s", count, trait.description())));
    return notes.isEmpty() ? "" : "; " + String.join(", ", notes);
  }

  /** Returns 16 hexadecimal digits for the images in some slots, their pixels and order. */
  String content(int[] used) {
    FileSums content = new FileSums();
    for (int slot : used) {
      content.add(Integer.toHexString(sums[slot]));
    }
    return content.hex().substring(0, 16);
  }

  byte[] toBytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(candidates);
    out.writeInt(enlarged);
    out.writeInt(traits.size());
    for (Map.Entry<ImageTrait, Integer> trait : traits.entrySet()) {
      out.writeUTF(trait.getKey().name());
      out.writeInt(trait.getValue());
    }
    out.writeInt(skipped.size());
    for (Map.Entry<Integer, Skipped> image : skipped.entrySet()) {
      out.writeInt(image.getKey());
      out.writeUTF(image.getValue().name());
      out.writeUTF(image.getValue().reason());
      out.writeBoolean(unsettled.contains(image.getKey()));
    }
    for (int sum : sums) {
      out.writeInt(sum);
    }
    return bytes.toByteArray();
  }

  /** Reads what {@link #toBytes} wrote; the caller has checked that it is whole. */
  static PackIndex of(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    int candidates = in.readInt();
    int enlarged = in.readInt();
    Map<ImageTrait, Integer> traits = new EnumMap<>(ImageTrait.class);
    for (int i = in.readInt(); i > 0; i--) {
      traits.put(ImageTrait.valueOf(in.readUTF()), in.readInt());
    }
    NavigableMap<Integer, Skipped> skipped = new TreeMap<>();
    Set<Integer> unsettled = new TreeSet<>();
    for (int i = in.readInt(); i > 0; i--) {
      int slot = in.readInt();
      skipped.put(slot, new Skipped(in.readUTF(), in.readUTF()));
      if (in.readBoolean()) {
        unsettled.add(slot);
      }
    }
    int[] sums = new int[candidates];
    for (int i = 0; i < candidates; i++) {
      sums[i] = in.readInt();
    }
    return new PackIndex(candidates, skipped, unsettled, enlarged, traits, sums);
  }
}
