package dev.factoryfactory.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Figures by name and number of workspaces, as JSON, table and plots. */
final class Results {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final Map<String, Map<Integer, Figure>> rows = new LinkedHashMap<>();

  /** A median and a 99th percentile, or one value. */
  record Figure(double value, double p99, String unit) {

    String shown() {
      return Double.isNaN(p99)
          ? Series.number(value)
          : Series.number(value) + " / " + Series.number(p99);
    }
  }

  void put(String name, int workspaces, Series series) {
    put(name, workspaces, new Figure(series.p50(), series.p99(), "ms"));
  }

  void put(String name, int workspaces, double value, String unit) {
    put(name, workspaces, new Figure(value, Double.NaN, unit));
  }

  private void put(String name, int workspaces, Figure figure) {
    rows.computeIfAbsent(name, _ -> new LinkedHashMap<>()).put(workspaces, figure);
    System.out.printf("%5d  %s: %s %s%n", workspaces, name, figure.shown(), figure.unit());
  }

  /** Replaces the part of a document between two marks with the table. */
  void writeInto(Path document, String mark) throws IOException {
    replace(document, mark, table());
  }

  static void replace(Path document, String mark, String content) throws IOException {
    var begin = "<!-- " + mark + " -->\n";
    var end = "<!-- /" + mark + " -->\n";
    var text = Files.readString(document);
    var from = text.indexOf(begin) + begin.length();
    var to = text.indexOf(end);
    Files.writeString(document, text.substring(0, from) + content + text.substring(to));
  }

  void writeJson(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, JSON.writeValueAsString(rows) + "\n");
  }

  /** Draws some rows over the number of workspaces, both axes logarithmic. */
  void plot(Path file, String title, List<String> names) throws IOException {
    var lines = new LinkedHashMap<String, Map<Integer, Double>>();
    for (var name : names) {
      var values = new LinkedHashMap<Integer, Double>();
      rows.getOrDefault(name, Map.of()).forEach((size, figure) -> values.put(size, figure.value()));
      lines.put(name, values);
    }
    Files.writeString(file, Plot.draw(title, lines));
  }

  private String table() {
    var sizes = new TreeSet<Integer>();
    rows.values().forEach(row -> sizes.addAll(row.keySet()));
    var lines = new ArrayList<String>();
    var head = new StringBuilder("| figure | unit |");
    var rule = new StringBuilder("|---|---|");
    sizes.forEach(
        size -> {
          head.append(" ").append(size).append(" |");
          rule.append("---|");
        });
    lines.add(head.toString());
    lines.add(rule.toString());
    rows.forEach(
        (name, row) -> {
          var line =
              new StringBuilder(
                  "| %s | %s |".formatted(name, row.values().iterator().next().unit()));
          sizes.forEach(
              size -> {
                var figure = row.get(size);
                line.append(" ").append(figure == null ? "" : figure.shown()).append(" |");
              });
          lines.add(line.toString());
        });
    return String.join("\n", lines) + "\n";
  }
}
