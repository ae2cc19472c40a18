package dev.keyferry.server.keyfile;

import dev.keyferry.server.keyfile.CsvRows.Row;
import java.util.List;
import java.util.Optional;

/**
 * Reads keys from CSV. A row of the wrong length is one bad line; a quote that does not end leaves
 * nothing to go by, so the file is refused.
 */
final class CsvKeys {
    private CsvKeys() {}

    static void parse(String text, Lines lines) {
        CsvRows rows = new CsvRows(text, KeyFile::malformed);
        Optional<CsvHeader> header = rows.next().map(Row::fields).map(CsvHeader::of);
        if (header.isEmpty()) {
            return;
        }
        for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
            add(header.get(), row.get(), lines);
        }
    }

    private static void add(CsvHeader header, Row row, Lines lines) {
        List<String> fields = row.fields();
        if (fields.size() == header.columns()) {
            lines.add(row.line(), fields.get(header.tunnel()), fields.get(header.psk()));
        } else {
            lines.addWrong(row.line());
        }
    }
}
