package dev.ringwatch.app.report.chart;

import gg.jte.Content;
import java.util.List;
import java.util.OptionalLong;

/**
 * Counts in rows and columns. Each cell has its number and a shade, of which the darkest is the
 * largest count; what was not counted is left open.
 *
 * @param label what it shows, for those who do not see it
 * @param columns the names of the columns
 * @param rows the rows, at least one, each with a cell for every column
 */
public record HeatMap(String label, List<String> columns, List<Row> rows) {

  /**
   * A row.
   *
   * @param name what it is called
   * @param cells from left to right
   */
  public record Row(String name, List<Cell> cells) {

    /** Copies the cells. */
    public Row {
      cells = List.copyOf(cells);
    }
  }

  /**
   * A cell.
   *
   * @param count how many, 0 or more; empty where nobody counted
   * @param words what it is, with its number
   * @param href where the rows behind it are; empty if there are none
   */
  public record Cell(OptionalLong count, String words, String href) {}

  private static final double LEFT = 96;
  private static final double TOP = 24;
  private static final double CELL_WIDTH = 34;
  private static final double CELL_HEIGHT = 28;
  private static final int SHADES = 4;

  /** Checks that rows are as long as they should be, and copies the lists. */
  public HeatMap {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    for (Row row : rows) {
      if (row.cells().size() != columns.size()) {
        throw new IllegalArgumentException(
            "the row %s has %d cells for %d columns"
                .formatted(row.name(), row.cells().size(), columns.size()));
      }
    }
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("a heat map needs rows");
    }
  }

  /** Draws it. */
  public Content draw() {
    double width = LEFT + columns.size() * CELL_WIDTH;
    double height = TOP + rows.size() * CELL_HEIGHT;
    Svg svg = Svg.ofLinks(width, height, "chart heat", label);
    for (int column = 0; column < columns.size(); column++) {
      svg.text(LEFT + (column + 0.5) * CELL_WIDTH, TOP - 8, "tick middle", columns.get(column));
    }
    long max = max();
    for (int row = 0; row < rows.size(); row++) {
      double y = TOP + row * CELL_HEIGHT;
      svg.text(LEFT - 8, y + CELL_HEIGHT / 2 + 4, "tick end", rows.get(row).name());
      for (int column = 0; column < columns.size(); column++) {
        draw(svg, rows.get(row).cells().get(column), LEFT + column * CELL_WIDTH, y, max);
      }
    }
    return svg.done();
  }

  private long max() {
    return rows.stream()
        .flatMap(row -> row.cells().stream())
        .mapToLong(cell -> cell.count().orElse(0))
        .max()
        .orElse(0);
  }

  private static void draw(Svg svg, Cell cell, double x, double y, long max) {
    boolean isLink = !cell.href().isEmpty();
    if (isLink) {
      svg.open("a", "href", cell.href(), "aria-label", cell.words());
    } else {
      svg.open("g");
    }
    svg.title(cell.words());
    int shade = shade(cell.count(), max);
    svg.rect(
        x + 1, y + 1, CELL_WIDTH - 2, CELL_HEIGHT - 2, shade < 0 ? "heat-none" : "heat-" + shade);
    if (cell.count().isPresent()) {
      svg.text(
          x + CELL_WIDTH / 2,
          y + CELL_HEIGHT / 2 + 4,
          "middle heat-text-" + shade,
          Numbers.brief((double) cell.count().getAsLong()));
    }
    svg.close(isLink ? "a" : "g");
  }

  /** 0 for none, and evenly by the square root up to the largest; -1 where nobody counted. */
  static int shade(OptionalLong count, long max) {
    if (count.isEmpty()) {
      return -1;
    }
    long value = count.getAsLong();
    return value == 0 ? 0 : (int) Math.ceil(SHADES * Math.sqrt((double) value / max));
  }
}
