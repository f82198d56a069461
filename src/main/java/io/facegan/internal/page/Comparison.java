package io.facegan.internal.page;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a page with several runs shows of all together. */
final class Comparison {
  private static final String NONE = "\u2013";

  private Comparison() {}

  /** Returns the charts of all runs laid over each other, those of several lines line by line. */
  static List<Chart> charts(List<RunData> runs) {
    Map<String, Chart> merged = new LinkedHashMap<>();
    for (int i = 0; i < runs.size(); i++) {
      for (Chart chart : runs.get(i).charts()) {
        for (Chart.Line line : chart.lines()) {
          String part = chart.lines().size() > 1 ? line.name() : "";
          merged
              .computeIfAbsent((chart.id() + " " + part).strip(), id -> chart.overlay(id, part))
              .lines()
              .add(new Chart.Line(runs.get(i).name(), "" + (i + 1), line.points().bare()));
        }
      }
    }
    return List.copyOf(merged.values());
  }

  /** Adds the tables of all runs to the JSON of the page. */
  static void addTo(ObjectNode json, PageData data) {
    List<RunData> runs = data.runs();
    List<List<String>> overview = new ArrayList<>();
    Map<String, List<String>> figures = new LinkedHashMap<>();
    for (int i = 0; i < runs.size(); i++) {
      RunData run = runs.get(i);
      overview.add(List.of(run.name(), run.words(), run.progress(), run.summary()));
      ((ObjectNode) json.get("runs").get(i)).put("style", i + 1);
      for (List<String> figure : run.tables().get(RunTables.FIGURES)) {
        List<String> row =
            figures.computeIfAbsent(figure.get(0), name -> new ArrayList<>(List.of(name)));
        fill(row, i);
        row.add("%s (real images %s)".formatted(figure.get(1), figure.get(2)));
      }
    }
    figures.values().forEach(row -> fill(row, runs.size()));
    JsonMapper mapper = JsonMapper.builder().build();
    json.set("names", mapper.valueToTree(runs.stream().map(RunData::name).toList()));
    json.set("overview", mapper.valueToTree(overview));
    json.set("figures", mapper.valueToTree(figures.values()));
    json.set("notes", mapper.valueToTree(data.notes().stream().map(List::of).toList()));
    json.set("differences", mapper.valueToTree(OptionTable.of(runs)));
  }

  /** Says of runs without a figure that they have none, up to so many. */
  private static void fill(List<String> row, int runs) {
    while (row.size() <= runs) {
      row.add(NONE);
    }
  }
}
