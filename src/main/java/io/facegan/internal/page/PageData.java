package io.facegan.internal.page;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.facegan.error.FaceGanException;
import io.facegan.internal.train.RunFolder;
import io.facegan.internal.util.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What a page shows: one run, or several side by side. */
public final class PageData {
  /** More curves in a chart, and more rows of faces, nobody can tell apart. */
  private static final int MOST = 8;

  /** The shape of the JSON; whoever reads it can tell whether he knows it. */
  private static final int FORMAT = 1;

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final String title;
  private final List<Chart> charts;
  private final List<RunData> runs;

  private PageData(String title, List<Chart> charts, List<RunData> runs) {
    this.title = title;
    this.charts = charts;
    this.runs = runs;
  }

  /** Returns the data of the page of one run. */
  public static PageData of(RunData run) {
    return new PageData(run.name(), run.charts(), List.of(run));
  }

  /**
   * Reads runs that are there, finished or not: one, or several to be compared.
   *
   * @throws FaceGanException if there are more than {@value #MOST}, one is there twice, or one is
   *     no run folder or its options are damaged
   * @throws java.io.UncheckedIOException if a file cannot be read
   */
  public static PageData read(List<Path> folders) {
    if (folders.size() == 1) {
      Path folder = folders.get(0);
      return of(new RunReader(folder).read(RunFolder.isTrained(folder)));
    }
    if (folders.size() > MOST || folders.stream().distinct().count() < folders.size()) {
      throw new FaceGanException(
          "%d runs, of which %d differ: name at most %d, and each once"
              .formatted(folders.size(), folders.stream().distinct().count(), MOST));
    }
    List<RunData> runs = new ArrayList<>();
    for (Path folder : folders) {
      RunReader run = RunReader.ofSome(folder, folders.size());
      runs.add(run.read(RunFolder.isTrained(folder)));
    }
    boolean namesDiffer = runs.stream().map(RunData::name).distinct().count() == runs.size();
    runs.replaceAll(run -> namesDiffer ? run : run.namedByPath());
    return new PageData(Text.count(runs.size(), "run"), Comparison.charts(runs), runs);
  }

  String title() {
    return title;
  }

  List<RunData> runs() {
    return runs;
  }

  /** Returns what could not be shown, a sentence each. */
  public List<String> notes() {
    return runs.stream()
        .flatMap(
            run ->
                run.tables().get(RunTables.NOTES).stream()
                    .map(note -> run.folder() + ": " + note.get(0)))
        .toList();
  }

  /**
   * Returns it as JSON that can stand in a script element.
   *
   * @param address where the page finds an image, or null for one that the page has already: it
   *     keeps the image of that step
   */
  public String json(Function<Picture, String> address) {
    return text(tree(address));
  }

  /** Returns JSON of the page without what the page holds beside it: drawings and images. */
  static String bare(ObjectNode tree) {
    ObjectNode copy = tree.deepCopy();
    for (String field : List.of("src", "paths", "values")) {
      copy.findParents(field).forEach(parent -> ((ObjectNode) parent).remove(field));
    }
    return text(copy);
  }

  /** No text in it can end the script element. */
  private static String text(ObjectNode tree) {
    return tree.toString().replace("<", "\\u003c");
  }

  ObjectNode tree(Function<Picture, String> address) {
    ObjectNode json = MAPPER.createObjectNode().put("format", FORMAT).put("title", title);
    long last = runs.stream().mapToLong(RunData::step).max().orElse(0);
    Chart.PLACES.forEach(json.putObject("charts")::putArray);
    for (Chart chart : charts) {
      ObjectNode node = MAPPER.valueToTree(chart);
      json.withArray("/charts/" + chart.place()).add(node.setAll(new Drawing(chart, last).json()));
    }
    for (RunData run : runs) {
      ObjectNode node = MAPPER.valueToTree(run);
      for (int i = 0; i < run.grids().size(); i++) {
        put((ObjectNode) node.get("grids").get(i), address.apply(run.grids().get(i)));
      }
      for (int i = 0; i < run.reals().size(); i++) {
        put((ObjectNode) node.get("reals").get(i), address.apply(run.reals().get(i)));
      }
      json.withArray("/runs").add(node);
    }
    return json;
  }

  private static void put(ObjectNode picture, String address) {
    if (address != null) {
      picture.put("src", address);
    }
  }
}
