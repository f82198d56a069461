package io.facegan.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lays a network's layers out as a text table. */
final class LayerTable {
  private static final int FORMULA = 3;
  private static final int PARAMETERS = 4;
  private static final String GAP = "  ";

  private final List<String[]> rows = new ArrayList<>();

  static String of(NetworkSpec network) {
    LayerTable table = new LayerTable();
    table.rows.add(new String[] {network.name(), "settings", "output", "formula", "parameters"});
    table.rows.add(new String[] {"input", "", network.input().toString(), "", ""});
    for (PlacedLayer layer : network.placed()) {
      table.addLayer(layer);
    }
    table.rows.add(new String[] {"total", "", "", "", Checks.grouped(network.parameters())});
    return table.render();
  }

  private void addLayer(PlacedLayer layer) {
    // The output column holds the result already; without it the formulas of wide layers fit.
    String[] formulas = layer.formula().replaceAll(" = \\d+", "").split("; ");
    rows.add(
        new String[] {
          layer.name(),
          settings(layer.spec()),
          layer.output().toString(),
          formulas[0],
          Checks.grouped(layer.parameters())
        });
    if (formulas.length > 1) {
      rows.add(new String[] {"", "", "", formulas[1], ""});
    }
  }

  /** Gives a layer's description without its kind, which its name states. */
  private static String settings(LayerSpec spec) {
    return spec.describe().substring(spec.kind().length()).strip();
  }

  private String render() {
    int[] widths = new int[PARAMETERS + 1];
    for (String[] row : rows) {
      for (int column = 0; column < row.length; column++) {
        widths[column] = Math.max(widths[column], row[column].length());
      }
    }
    String rule = rule(widths);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      if (i == 1 || i == rows.size() - 1) {
        text.append(rule).append('\n');
      }
      text.append(line(rows.get(i), widths)).append('\n');
    }
    return text.toString();
  }

  private static String line(String[] row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column <= FORMULA; column++) {
      line.append(pad(row[column], -widths[column])).append(GAP);
    }
    return line.append(pad(row[PARAMETERS], widths[PARAMETERS])).toString().stripTrailing();
  }

  private static String pad(String text, int width) {
    return width == 0 ? text : String.format(Locale.ROOT, "%" + width + "s", text);
  }

  private static String rule(int[] widths) {
    int length = GAP.length() * (widths.length - 1);
    for (int width : widths) {
      length += width;
    }
    return "-".repeat(length);
  }

  private LayerTable() {}
}
