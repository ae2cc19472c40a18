package dev.keyferry.server.keyfile;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where the columns of a CSV file are. */
record CsvHeader(int columns, int tunnel, int psk) {
    static final String TUNNEL = "tunnel";
    static final String PSK = "psk";

    /** What may stand beside and is not read; a file of refused lines has the first two. */
    static final Set<String> IGNORED = Set.of("line", "reason", "comment");

    /** The names are never repeated: a file without a header begins with a key. */
    static CsvHeader of(List<String> names) {
        CsvHeader header = new CsvHeader(names.size(), names.indexOf(TUNNEL), names.indexOf(PSK));
        if (header.tunnel < 0 && header.psk < 0) {
            throw KeyFile.malformed(
                    "its first line is not a header such as tunnel,psk, with commas between");
        }
        requireColumn(header.tunnel, TUNNEL);
        requireColumn(header.psk, PSK);
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (!name.equals(TUNNEL) && !name.equals(PSK) && !IGNORED.contains(name)) {
                throw KeyFile.malformed(
                        "column "
                                + (i + 1)
                                + " of its header is none of tunnel, psk, line, reason and"
                                + " comment");
            }
            if (!seen.add(name)) {
                throw KeyFile.malformed("its header names column " + (i + 1) + " twice");
            }
        }
        return header;
    }

    private static void requireColumn(int index, String name) {
        if (index < 0) {
            throw KeyFile.malformed("its header names no column " + name);
        }
    }
}
