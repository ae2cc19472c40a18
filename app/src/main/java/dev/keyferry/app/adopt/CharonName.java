package dev.keyferry.app.adopt;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A distinguished name as charon's {@code atodn} reads it: attributes in their order, parted by
 * commas, or by slashes where it begins with one, and nothing can be escaped.
 */
record CharonName(List<Attribute> attributes) {
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int OID = 0x06;
    private static final int UTF8_STRING = 0x0c;
    private static final int PRINTABLE_STRING = 0x13;
    private static final int IA5_STRING = 0x16;

    private static final Pattern PRINTABLE = Pattern.compile("[A-Za-z0-9 '()+,./:=?-]*");
    private static final String E_MAIL = "1.2.840.113549.1.9.1";

    /** charon's names of attributes in lower case. What it takes S and SN for changed. */
    private static final Map<String, String> TYPES =
            Map.ofEntries(
                    Map.entry("uid", "0.9.2342.19200300.100.1.1"),
                    Map.entry("dc", "0.9.2342.19200300.100.1.25"),
                    Map.entry("cn", "2.5.4.3"),
                    Map.entry("s", ""),
                    Map.entry("sn", ""),
                    Map.entry("serialnumber", "2.5.4.5"),
                    Map.entry("c", "2.5.4.6"),
                    Map.entry("l", "2.5.4.7"),
                    Map.entry("st", "2.5.4.8"),
                    Map.entry("street", "2.5.4.9"),
                    Map.entry("o", "2.5.4.10"),
                    Map.entry("ou", "2.5.4.11"),
                    Map.entry("t", "2.5.4.12"),
                    Map.entry("d", "2.5.4.13"),
                    Map.entry("postaladdress", "2.5.4.16"),
                    Map.entry("postalcode", "2.5.4.17"),
                    Map.entry("n", "2.5.4.41"),
                    Map.entry("g", "2.5.4.42"),
                    Map.entry("i", "2.5.4.43"),
                    Map.entry("id", "2.5.4.45"),
                    Map.entry("dnqualifier", "2.5.4.46"),
                    Map.entry("e", E_MAIL),
                    Map.entry("email", E_MAIL),
                    Map.entry("emailaddress", E_MAIL),
                    Map.entry("un", "1.2.840.113549.1.9.2"),
                    Map.entry("unstructuredname", "1.2.840.113549.1.9.2"),
                    Map.entry("ua", "1.2.840.113549.1.9.8"),
                    Map.entry("unstructuredaddress", "1.2.840.113549.1.9.8"));

    /**
     * An attribute.
     *
     * @param type as an OID; empty where it is in doubt
     */
    private record Attribute(String type, String value) {
        byte[] der() {
            byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
            byte[] pair = concat(element(OID, oid(type)), element(tag(), bytes));
            return element(SET, element(SEQUENCE, pair));
        }

        private int tag() {
            // unstructuredName and e-mail lie under this arc.
            if (type.equals(E_MAIL) || type.equals("1.2.840.113549.1.9.2")) {
                return IA5_STRING;
            }
            return PRINTABLE.matcher(value).matches() ? PRINTABLE_STRING : UTF8_STRING;
        }
    }

    /** Empty where charon does not take the text for a name. */
    static Optional<CharonName> read(String text) {
        boolean hasSlashes = text.stripLeading().startsWith("/");
        String body = hasSlashes ? text.stripLeading().substring(1) : text;
        List<Attribute> attributes = new ArrayList<>();
        for (String part : body.split(hasSlashes ? "/" : ",", -1)) {
            if (part.isBlank()) {
                continue;
            }
            int end = part.indexOf('=');
            String type =
                    end < 0
                            ? null
                            : TYPES.get(part.substring(0, end).strip().toLowerCase(Locale.ROOT));
            if (type == null) {
                return Optional.empty();
            }
            attributes.add(
                    new Attribute(
                            type, part.substring(end).replaceFirst("^[= ]+", "").stripTrailing()));
        }
        return attributes.isEmpty() ? Optional.empty() : Optional.of(new CharonName(attributes));
    }

    boolean hasWildcard() {
        return attributes.stream().anyMatch(attribute -> attribute.value().equals("*"));
    }

    boolean hasDoubtfulType() {
        return attributes.stream().anyMatch(attribute -> attribute.type().isEmpty());
    }

    /** DER; it may be longer than an identity can be. */
    byte[] der() {
        byte[] sets = new byte[0];
        for (Attribute attribute : attributes) {
            sets = concat(sets, attribute.der());
        }
        return element(SEQUENCE, sets);
    }

    private static byte[] element(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length >= 0x100) {
            out.write(0x82);
            out.write(content.length >> Byte.SIZE);
        } else if (content.length >= 0x80) {
            out.write(0x81);
        }
        out.write(content.length);
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] oid(String dotted) {
        String[] arcs = dotted.split("\\.", -1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(Integer.parseInt(arcs[0]) * 40 + Integer.parseInt(arcs[1]));
        for (int i = 2; i < arcs.length; i++) {
            int arc = Integer.parseInt(arcs[i]);
            for (int shift = 28; shift > 0; shift -= 7) {
                if (arc >> shift != 0) {
                    out.write(0x80 | ((arc >> shift) & 0x7f));
                }
            }
            out.write(arc & 0x7f);
        }
        return out.toByteArray();
    }

    private static byte[] concat(byte[] one, byte[] other) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(one);
        out.writeBytes(other);
        return out.toByteArray();
    }
}
