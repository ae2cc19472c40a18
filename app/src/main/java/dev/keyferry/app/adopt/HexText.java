package dev.keyferry.app.adopt;

import java.util.HexFormat;
import java.util.Optional;

/** Hexadecimal as charon reads it: colons may stand between, and a first half byte may be alone. */
final class HexText {
    private HexText() {}

    /** The bytes; empty where charon would make noughts of something else. */
    static Optional<byte[]> read(String text) {
        String digits = (text.startsWith("0x") ? text.substring(2) : text).replace(":", "");
        try {
            return Optional.of(
                    HexFormat.of().parseHex(digits.length() % 2 == 0 ? digits : "0" + digits));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
