package io.facegan.internal.page;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.facegan.internal.train.TrainingOptions;
import java.util.List;
import java.util.Map;

/**
 * What the page shows of a run, in words and numbers.
 *
 * @param name of its folder
 * @param folder as it was given
 * @param state {@code training}, {@code done}, {@code stopped} by a guard, or {@code open}: it can
 *     be resumed
 * @param words the state in words
 * @param step the last finished step that is known
 * @param steps the planned end
 * @param progress a sentence
 * @param summary what is trained, in a line
 * @param tables by the names in {@link RunTables}: rows of cells
 * @param grids the newest, in more detail, first
 * @param reals some of the real images, or nothing
 * @param charts those of this run alone
 */
public record RunData(
    String name,
    String folder,
    String state,
    String words,
    long step,
    long steps,
    String progress,
    String summary,
    Map<String, List<List<String>>> tables,
    List<Picture> grids,
    List<Picture> reals,
    @JsonIgnore List<Chart> charts,
    @JsonIgnore TrainingOptions options) {

  /** Returns the same with all of its path for its name. */
  RunData namedByPath() {
    return new RunData(
        folder, folder, state, words, step, steps, progress, summary, tables, grids, reals, charts,
        options);
  }
}
