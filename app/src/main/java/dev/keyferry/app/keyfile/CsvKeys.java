package dev.keyferry.app.keyfile;

import dev.keyferry.app.api.KeyEntry;
import dev.keyferry.app.keyfile.CsvRows.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads keys from CSV. A row of the wrong length is one bad line; a quote that does not end leaves
 * nothing to go by, so the file is refused.
 */
final class CsvKeys {
    private CsvKeys() {}

    static List<FileLine> parse(String text) {
        CsvRows rows = new CsvRows(text, KeyFile::malformed);
        List<FileLine> lines = new ArrayList<>();
        Optional<CsvHeader> header = rows.next().map(Row::fields).map(CsvHeader::of);
        if (header.isEmpty()) {
            return lines;
        }
        for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
            KeyFile.requireRoom(lines);
            lines.add(line(header.get(), lines.size() + 1, row.get()));
        }
        return lines;
    }

    /** Of a row that is out of shape, no field is known to be the tunnel and not the key. */
    private static FileLine line(CsvHeader header, int entry, Row row) {
        List<String> fields = row.fields();
        return fields.size() == header.columns()
                ? new KeyLine(
                        entry,
                        row.line(),
                        new KeyEntry(fields.get(header.tunnel()), fields.get(header.psk())))
                : new RefusedLine(entry, row.line(), "", LineReason.WRONG_FIELDS.text());
    }
}
