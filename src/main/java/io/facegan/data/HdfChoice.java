package io.facegan.data;

import io.facegan.error.FaceGanException;
import io.facegan.internal.util.Text;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides which datasets of a file are the images. */
final class HdfChoice {
  private static final int NAMED = 8;

  private final String where;
  private final HdfSearch.Found found;

  /**
   * @param where the file and the path in it, for messages
   */
  HdfChoice(String where, HdfSearch.Found found) {
    this.where = where;
    this.found = found;
  }

  /** Returns the only stack, or all datasets of single images; refuses what is ambiguous. */
  List<HdfEntry> choose() {
    for (HdfLayout.Kind kind : List.of(HdfLayout.Kind.STACK, HdfLayout.Kind.GREY_STACK)) {
      List<HdfEntry> stacks = found.entries().stream().filter(e -> e.is(kind)).toList();
      if (!stacks.isEmpty()) {
        return List.of(only(stacks));
      }
    }
    List<HdfEntry> images = found.entries().stream().filter(HdfEntry::isImage).toList();
    if (images.isEmpty()) {
      throw nothing();
    }
    return images;
  }

  /** Returns the stack, unless other datasets could be images; its tables could not. */
  private HdfEntry only(List<HdfEntry> stacks) {
    HdfEntry stack = stacks.get(0);
    List<HdfEntry> rivals =
        found.entries().stream()
            .filter(e -> e.layout().isPresent() && !stacks.contains(e) && !e.belongsTo(stack))
            .toList();
    if (stacks.size() == 1 && rivals.isEmpty()) {
      return stack;
    }
    List<String> names =
        Stream.concat(stacks.stream(), rivals.stream()).map(HdfEntry::describe).toList();
    throw new FaceGanException(
        "%s has several collections of images: %s; append the path of one: %s/%s"
            .formatted(where, list(names), where, Text.oneLine(stack.path())));
  }

  private FaceGanException nothing() {
    if (found.entries().isEmpty() && found.unfollowed() == 0) {
      return new FaceGanException("there are no datasets in " + where);
    }
    String links =
        found.unfollowed() == 0
            ? ""
            : " and %s that cannot be followed".formatted(Text.count(found.unfollowed(), "link"));
    return new FaceGanException(
        "there are no images in %s: it has %s%s, but an image is height x width (x channels)"
                .formatted(
                    where, list(found.entries().stream().map(HdfEntry::describe).toList()), links)
            + " of at least 8x8 numbers, and a stack has one more axis in front"
            + hint());
  }

  /** What else can be said of datasets that are not images as they are. */
  private String hint() {
    Optional<HdfEntry> reversed =
        found.entries().stream()
            .filter(entry -> entry.type().isNumber() && HdfAxes.wouldBeStack(entry.axes()))
            .findFirst();
    if (reversed.isPresent()) {
      return "; %s would be a stack with its axes reversed, as Julia, R, MATLAB and Fortran have them"
          .formatted(Text.oneLine(reversed.get().path()));
    }
    return found.entries().stream()
        .map(entry -> entry.origin().hint())
        .filter(hint -> !hint.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** Joins names, but only the first ones if there are many. */
  static String list(List<String> names) {
    if (names.isEmpty()) {
      return "nothing";
    }
    String row = String.join(", ", names.stream().limit(NAMED).map(Text::oneLine).toList());
    return names.size() <= NAMED ? row : Text.format("%s and %,d more", row, names.size() - NAMED);
  }
}
