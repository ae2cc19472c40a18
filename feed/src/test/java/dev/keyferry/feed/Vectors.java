package dev.keyferry.feed;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.AccountNumber;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.feed.record.KeyBinding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Test vectors in text files: cases apart by empty lines, a {@code name: value} on each line, names
 * that may repeat, and comments behind {@code #}.
 */
public final class Vectors {
    private Vectors() {}

    /** One case of a file. */
    public record Case(List<Line> lines) {
        /** The only value of that name. */
        public String one(String name) {
            List<String> values = all(name);
            if (values.size() != 1) {
                throw new AssertionError(name + " stands " + values.size() + " times in " + this);
            }
            return values.getFirst();
        }

        public long number(String name) {
            return Long.parseLong(one(name));
        }

        public Bytes bytes(String name) {
            return Bytes.ofHex(one(name));
        }

        public List<String> all(String name) {
            return lines.stream().filter(l -> l.name().equals(name)).map(Line::value).toList();
        }

        public boolean has(String name) {
            return !all(name).isEmpty();
        }

        @Override
        public String toString() {
            return lines.getFirst().value() + ", " + lines.get(1).value();
        }
    }

    /** One line of a case. */
    public record Line(String name, String value) {}

    public static Stream<Case> of(String file) {
        List<Case> cases = new ArrayList<>();
        for (String block : text(file).split("\n\n", -1)) {
            List<Line> lines =
                    block.lines().filter(l -> !l.startsWith("#")).map(Vectors::line).toList();
            if (!lines.isEmpty()) {
                cases.add(new Case(lines));
            }
        }
        return cases.stream();
    }

    /** The binding whose fields stand in {@code vector}. */
    public static KeyBinding binding(Case vector) {
        return new KeyBinding(
                new Epoch(vector.one("epoch")),
                new EdgeId(vector.one("edge")),
                new AccountId(vector.one("account")),
                new AccountNumber(vector.number("number")),
                new TunnelId(vector.one("tunnel")),
                new PskVersion(vector.number("version")),
                identities(vector));
    }

    public static List<IkeIdentity> identities(Case vector) {
        return vector.all("identity").stream().map(Vectors::identity).toList();
    }

    private static IkeIdentity identity(String typeAndHex) {
        String[] words = typeAndHex.split(" ", 2);
        return new IkeIdentity(IkeIdentity.Type.valueOf(words[0]), words[1]);
    }

    private static Line line(String text) {
        int colon = text.indexOf(':');
        return new Line(text.substring(0, colon), text.substring(colon + 1).strip());
    }

    private static String text(String file) {
        try (InputStream in =
                Objects.requireNonNull(Vectors.class.getResourceAsStream("/vectors/" + file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
