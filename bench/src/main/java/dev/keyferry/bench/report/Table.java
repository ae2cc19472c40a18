package dev.keyferry.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** Rows as lines of text, in columns. */
public final class Table {
    private Table() {}

    /** One line for each row under a line of headings; it is also a table in Markdown. */
    public static String of(List<Row> rows) {
        int work = width("work", rows, Row::work);
        int target = width("target", rows, Row::target);
        int measured = width("measured", rows, Row::measured);
        String format = "| %-" + work + "s | %-" + target + "s | %-" + measured + "s | %-6s |%n";
        StringBuilder text = new StringBuilder(format.formatted("work", "target", "measured", ""));
        text.append(format.formatted("---", "---", "---", "---"));
        for (Row row : rows) {
            text.append(
                    format.formatted(
                            row.work(), row.target(), row.measured(), word(row.verdict())));
        }
        return text.toString();
    }

    private static int width(String heading, List<Row> rows, Function<Row, String> column) {
        return rows.stream()
                .mapToInt(row -> column.apply(row).length())
                .reduce(heading.length(), Math::max);
    }

    private static String word(Row.Verdict verdict) {
        return switch (verdict) {
            case MET, MISSED -> verdict.name().toLowerCase(Locale.ROOT);
            case BESIDE -> "";
        };
    }
}
