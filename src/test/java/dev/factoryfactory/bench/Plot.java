package dev.factoryfactory.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Lines over the number of workspaces as an SVG that reads in light and dark. */
final class Plot {

  private static final int WIDTH = 720;
  private static final int HEIGHT = 320;
  private static final int LEFT = 60;
  private static final int BOTTOM = 36;
  private static final int TOP = 40;
  private static final int RIGHT = 250;
  private static final List<String> COLOURS =
      List.of("#2f7de1", "#d9822b", "#2a9d5c", "#8a63d2", "#c94f4f", "#4b9aa8");

  private final StringBuilder svg = new StringBuilder();
  private final double minX;
  private final double maxX;
  private final double minY;
  private final double maxY;

  private Plot(Map<String, Map<Integer, Double>> lines) {
    var sizes = lines.values().stream().flatMap(line -> line.keySet().stream()).toList();
    var values =
        lines.values().stream()
            .flatMap(line -> line.values().stream())
            .filter(value -> value > 0)
            .toList();
    minX = sizes.stream().mapToInt(it -> it).min().orElse(1);
    maxX = sizes.stream().mapToInt(it -> it).max().orElse(10);
    minY = floor(values.stream().mapToDouble(it -> it).min().orElse(1));
    maxY = floor(values.stream().mapToDouble(it -> it).max().orElse(10)) * 10;
  }

  static String draw(String title, Map<String, Map<Integer, Double>> lines) {
    var plot = new Plot(lines);
    plot.frame(title, lines);
    int number = 0;
    for (var line : lines.entrySet()) {
      plot.line(line.getKey(), line.getValue(), number++);
    }
    return plot.svg.append("</svg>\n").toString();
  }

  private void frame(String title, Map<String, Map<Integer, Double>> lines) {
    add(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-family='sans-serif' font-size='12' fill='#7d8590'>",
        WIDTH, HEIGHT);
    add("<text x='%d' y='20' font-size='14' font-weight='600'>%s</text>", LEFT, title);
    for (var value = minY; value <= maxY * 1.0001; value *= 10) {
      add(
          "<line x1='%d' x2='%d' y1='%.1f' y2='%.1f' stroke='#7d8590' stroke-opacity='0.25'/>",
          LEFT, WIDTH - RIGHT, y(value), y(value));
      add(
          "<text x='%d' y='%.1f' text-anchor='end'>%s</text>",
          LEFT - 8, y(value) + 4, plain(value));
    }
    lines.values().stream()
        .flatMap(line -> line.keySet().stream())
        .distinct()
        .forEach(
            size ->
                add(
                    "<text x='%.1f' y='%d' text-anchor='middle'>%d</text>",
                    x(size), HEIGHT - 14, size));
  }

  private void line(String name, Map<Integer, Double> values, int number) {
    var colour = COLOURS.get(number % COLOURS.size());
    var points = new StringBuilder();
    values.forEach(
        (size, value) -> {
          if (value > 0) {
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(size), y(value)));
            add("<circle cx='%.1f' cy='%.1f' r='3.5' fill='%s'/>", x(size), y(value), colour);
          }
        });
    add("<polyline points='%s' fill='none' stroke='%s' stroke-width='2'/>", points, colour);
    var top = TOP + 8 + number * 20;
    add("<rect x='%d' y='%d' width='12' height='3' fill='%s'/>", WIDTH - RIGHT + 14, top, colour);
    add("<text x='%d' y='%d'>%s</text>", WIDTH - RIGHT + 32, top + 6, name);
  }

  private double x(double size) {
    var part = (Math.log(size) - Math.log(minX)) / Math.max(0.1, Math.log(maxX) - Math.log(minX));
    return LEFT + 20 + part * (WIDTH - LEFT - RIGHT - 40);
  }

  private double y(double value) {
    var part = (Math.log(value) - Math.log(minY)) / (Math.log(maxY) - Math.log(minY));
    return HEIGHT - BOTTOM - part * (HEIGHT - BOTTOM - TOP);
  }

  private static double floor(double value) {
    return Math.pow(10, Math.floor(Math.log10(value)));
  }

  private static String plain(double value) {
    return value >= 1
        ? String.format(Locale.ROOT, "%,.0f", value)
        : String.format(Locale.ROOT, "%s", Math.round(value * 1000) / 1000.0);
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
