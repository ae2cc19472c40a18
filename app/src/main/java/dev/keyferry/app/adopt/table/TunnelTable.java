package dev.keyferry.app.adopt.table;

import dev.keyferry.app.Failure;
import dev.keyferry.app.adopt.OperatorKey;
import dev.keyferry.app.adopt.judge.Candidate;
import dev.keyferry.app.adopt.judge.Candidates;
import dev.keyferry.app.adopt.judge.Problem;
import dev.keyferry.app.adopt.judge.Together;
import dev.keyferry.app.adopt.source.Place;
import dev.keyferry.app.adopt.source.SourceFiles;
import dev.keyferry.app.adopt.source.SourceText;
import dev.keyferry.app.adopt.source.Utf8;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.server.domain.identity.IdentityNotation;
import dev.keyferry.server.keyfile.CsvRows;
import dev.keyferry.server.keyfile.CsvRows.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads tunnels from CSV. Only names and identities have to be there; the columns are the API's.
 */
public final class TunnelTable {
    private static final String NAME = "name";
    private static final String IDENTITIES = "identities";
    private static final String PSK = "psk";
    private static final String GATEWAY = "cloudflare_endpoint";
    private static final String ROUTER = "customer_endpoint";
    private static final String INNER = "interface_address";
    private static final String DESCRIPTION = "description";

    private static final List<String> REQUIRED = List.of(NAME, IDENTITIES, PSK);
    private static final Set<String> COLUMNS =
            Set.of(NAME, IDENTITIES, PSK, GATEWAY, ROUTER, INNER, DESCRIPTION);

    private final SourceText source;
    private final CsvRows rows;

    /** A mark at the beginning that says UTF-8, as its bytes. */
    private static final String MARK = "\u00ef\u00bb\u00bf";

    private TunnelTable(SourceText source) {
        this.source = source;
        String text = source.text();
        this.rows =
                new CsvRows(
                        text.startsWith(MARK) ? text.substring(MARK.length()) : text,
                        what ->
                                Failure.usage(
                                        source.at(1).file() + ": " + what,
                                        "nothing was imported; mend the file"));
    }

    /**
     * Reads and judges all.
     *
     * @throws Failure a usage failure with file and line, if it is not such a table
     */
    public static List<Candidate> read(Path file) {
        return Together.judge(new TunnelTable(new SourceFiles().read(file)).candidates());
    }

    private List<Candidate> candidates() {
        Row first = rows.next().orElseThrow(() -> source.at(1).broken("it has no header"));
        List<String> header = first.fields();
        requireHeader(header, source.at(first.line()));
        List<Candidate> candidates = new ArrayList<>();
        for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
            Place place = source.at(row.get().line());
            if (row.get().fields().size() != header.size()) {
                throw place.broken("the line has more or fewer fields than the header");
            }
            candidates.add(candidate(new Fields(header, row.get().fields()), place));
        }
        return candidates;
    }

    record Fields(List<String> header, List<String> fields) {
        Optional<String> of(String column) {
            int index = header.indexOf(column);
            return Optional.of(index < 0 ? "" : Utf8.of(fields.get(index)))
                    .filter(text -> !text.isEmpty());
        }

        /** The key's bytes, a character for each. */
        String key() {
            return fields.get(header.indexOf(PSK));
        }

        @Override
        public String toString() {
            return "Fields(" + header + ", fields redacted)";
        }
    }

    /** Names are never repeated: a file without a header begins with keys. */
    private static void requireHeader(List<String> header, Place place) {
        if (!header.containsAll(REQUIRED)) {
            throw place.broken("the header does not name columns " + String.join(", ", REQUIRED));
        }
        if (!COLUMNS.containsAll(header) || new HashSet<>(header).size() < header.size()) {
            throw place.broken("the header names a column twice, or one that there is not");
        }
    }

    private static Candidate candidate(Fields fields, Place place) {
        Candidate bare =
                new Candidate(
                        fields.of(NAME).orElseThrow(() -> place.broken("the line has no name")),
                        place.toString(),
                        identities(fields.of(IDENTITIES).orElse(""), place),
                        new Candidate.Ends(
                                fields.of(GATEWAY),
                                fields.of(ROUTER),
                                fields.of(INNER),
                                fields.of(DESCRIPTION)),
                        Optional.empty(),
                        List.of(),
                        List.of());
        if (fields.key().isEmpty()) {
            return bare.with(Problem.NO_SECRET, "the line has no key");
        }
        OperatorKey key = OperatorKey.plain(fields.key());
        return key.psk()
                .map(psk -> Candidates.keyed(bare, psk))
                .orElseGet(() -> bare.with(Problem.KEY, "its key " + key.flaw()));
    }

    /** Several are parted by semicolons; none leaves the tunnel its generated ones. */
    private static List<IkeIdentity> identities(String text, Place place) {
        return Stream.of(text.split(";", -1))
                .map(String::strip)
                .filter(identity -> !identity.isEmpty())
                .map(identity -> identity(identity, place))
                .toList();
    }

    private static IkeIdentity identity(String text, Place place) {
        int colon = text.indexOf(':');
        IkeIdentity.Type type =
                IdentityNotation.type(text.substring(0, Math.max(0, colon)))
                        .orElseThrow(() ->
                                place.broken(
                                        "an identity is TYPE:VALUE with one of the types ipv4,"
                                                + " ipv6, fqdn, email, keyid and dn"));
        try {
            return IdentityNotation.read(type, text.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            throw place.broken(String.valueOf(e.getMessage()));
        }
    }
}
