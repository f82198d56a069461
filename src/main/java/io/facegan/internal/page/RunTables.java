package io.facegan.internal.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.facegan.internal.report.ProgressText;
import io.facegan.internal.train.TrainingOptions;
import io.facegan.internal.util.Text;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tells in words, numbers and rows of cells what is known of a run. */
final class RunTables {
  static final String FIGURES = "figures";
  static final String NOTES = "notes";

  /** More rows tell nothing more, and there could be a million. */
  private static final int MOST = 200;

  /** Longer estimates are useless. */
  private static final double MOST_SECONDS = 1e9;

  private final TrainingOptions options;
  private final RunHistory history;
  private final boolean done;

  RunTables(TrainingOptions options, RunHistory history) {
    this.options = options;
    this.history = history;
    done = history.last() >= options.steps();
  }

  RunData data(
      Path folder,
      boolean training,
      List<Picture> grids,
      List<Picture> reals,
      List<String> skipped,
      List<String> notes) {
    Path last = folder.toAbsolutePath().normalize().getFileName();
    String name = last == null ? "faces" : last.toString();
    RunFacts facts = new RunFacts(options, history);
    Map<String, List<List<String>>> tables = new LinkedHashMap<>();
    tables.put("tiles", tiles());
    tables.put(FIGURES, figures());
    tables.put("events", events());
    tables.put("commands", facts.commands(folder.toString(), name, done));
    tables.put("facts", facts.facts());
    tables.put("card", training || history.last() == 0 ? List.of() : facts.card());
    tables.put("skipped", skipped(skipped));
    tables.put(NOTES, notes.stream().map(List::of).toList());
    String state = training ? "training" : done ? "done" : isStopped() ? "stopped" : "open";
    return new RunData(
        name,
        folder.toString(),
        state,
        words(state),
        history.last(),
        options.steps(),
        progress(),
        facts.summary(),
        tables,
        grids,
        reals,
        new RunCharts(history).all(),
        options);
  }

  private boolean isStopped() {
    List<RunHistory.Event> events = history.events();
    return !events.isEmpty() && events.get(events.size() - 1).kind().equals("stopped");
  }

  private static String words(String state) {
    return switch (state) {
      case "done" -> "all steps are done";
      case "stopped" -> "stopped by a guard";
      case "open" -> "can be resumed";
      default -> state;
    };
  }

  private String progress() {
    return Text.format(
        "Step %,d of %,d (%d %%)%s.",
        history.last(),
        options.steps(),
        100 * history.last() / options.steps(),
        timeLeft().map(left -> ", about " + left + " left").orElse(""));
  }

  private Optional<String> timeLeft() {
    double seconds =
        history.secondsPerStep().orElse(Double.NaN) * (options.steps() - history.last());
    return !done && seconds < MOST_SECONDS
        ? Optional.of(ProgressText.duration(Duration.ofSeconds(Math.round(seconds))))
        : Optional.empty();
  }

  private List<List<String>> tiles() {
    List<List<String>> tiles = new ArrayList<>();
    tiles.add(List.of("steps done", Text.format("%,d", history.last())));
    timeLeft().ifPresent(left -> tiles.add(List.of("time left", left)));
    JsonNode epoch = history.step().path("epoch");
    if (epoch.isNumber()) {
      tiles.add(List.of("epochs", Text.format("%.2f", epoch.asDouble())));
    }
    JsonNode speed = history.machine(RunHistory.SPEED);
    if (speed.isNumber()) {
      tiles.add(List.of("images/s", Text.format("%.1f", speed.asDouble())));
    }
    JsonNode verdict = history.evaluation().path("verdict");
    if (verdict.isTextual()) {
      tiles.add(List.of("verdict", verdict.asText().toLowerCase(Locale.ROOT)));
    }
    JsonNode memory = history.machine("peak_" + RunHistory.PROCESS_BYTES);
    if (memory.isNumber()) {
      tiles.add(List.of("peak memory", Text.bytes(memory.asLong())));
    }
    return tiles;
  }

  private List<List<String>> figures() {
    List<List<String>> rows = new ArrayList<>();
    JsonNode found = history.evaluation();
    for (Figure figure : Figure.values()) {
      if (found.has(figure.key())) {
        String generated = Figure.number(found.path(figure.key()));
        String reals = Figure.number(found.path(figure.ofReals()));
        rows.add(List.of(figure.words, generated, reals, figure.hint));
      }
    }
    return rows;
  }

  private List<List<String>> events() {
    List<RunHistory.Event> all = history.events();
    return all.subList(Math.max(0, all.size() - MOST), all.size()).stream()
        .map(
            event ->
                List.of(
                    event.kind(),
                    Text.format("%,d", event.step()),
                    event.guard(),
                    Text.oneLine(event.message())))
        .toList();
  }

  private static List<List<String>> skipped(List<String> lines) {
    List<List<String>> rows = new ArrayList<>();
    for (String line : lines.subList(0, Math.min(MOST, lines.size()))) {
      String[] parts = line.split("\t", 2);
      rows.add(List.of(Text.oneLine(parts[0]), Text.oneLine(parts[parts.length - 1])));
    }
    if (lines.size() > MOST) {
      rows.add(List.of(Text.count(lines.size() - MOST, "more image"), "see skipped.txt"));
    }
    return rows;
  }
}
