package dev.keyferry.app.search;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Keys in every form in which they could stand in a file, a log or an answer: as they are, in lower
 * and upper case, in UTF-16, in hexadecimal of both cases, in base64 of every alignment and both
 * alphabets, escaped as in JSON and as in URLs, and as decimal numbers. Immutable.
 */
public final class KeyForms {
    private final List<Form> forms;

    /** A key's form, each byte of it a character. */
    private record Form(String name, String text) {
        @Override
        public String toString() {
            return name + "(redacted)";
        }
    }

    /**
     * Takes the keys' bytes.
     *
     * @param keys of ASCII characters, long enough not to be found by chance
     */
    public KeyForms(List<byte[]> keys) {
        this.forms = keys.stream().flatMap(key -> formsOf(key).stream()).toList();
    }

    /** The name of a form in which the content holds one of the keys, such as {@code hex}. */
    public Optional<String> foundIn(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        return forms.stream()
                .filter(form -> text.contains(form.text()))
                .map(Form::name)
                .findFirst();
    }

    private static List<Form> formsOf(byte[] key) {
        List<Form> forms = new ArrayList<>();
        String text = new String(key, StandardCharsets.ISO_8859_1);
        forms.add(new Form("plain", text));
        forms.add(new Form("lower case", text.toLowerCase(Locale.ROOT)));
        forms.add(new Form("upper case", text.toUpperCase(Locale.ROOT)));
        // With zeros between the characters only, it is a part of both byte orders.
        forms.add(new Form("utf-16", String.join("\0", text.split(""))));
        String hex = HexFormat.of().formatHex(key);
        forms.add(new Form("hex", hex));
        forms.add(new Form("hex", hex.toUpperCase(Locale.ROOT)));
        for (int shift = 0; shift < 3; shift++) {
            forms.add(new Form("base64", base64(Base64.getEncoder(), key, shift)));
            forms.add(new Form("base64", base64(Base64.getUrlEncoder(), key, shift)));
        }
        forms.add(new Form("json", each(key, "", "\\u%04x"::formatted)));
        forms.add(new Form("json", each(key, "", "\\u%04X"::formatted)));
        forms.add(new Form("url", each(key, "", "%%%02x"::formatted)));
        forms.add(new Form("url", each(key, "", "%%%02X"::formatted)));
        forms.add(new Form("numbers", each(key, ", ", Integer::toString)));
        forms.add(new Form("numbers", each(key, ",", Integer::toString)));
        return forms;
    }

    private static String each(byte[] key, String between, IntFunction<String> written) {
        return IntStream.range(0, key.length)
                .mapToObj(i -> written.apply(key[i]))
                .collect(Collectors.joining(between));
    }

    /** The characters that depend on the key alone, whatever stands before and after it. */
    private static String base64(Base64.Encoder encoder, byte[] key, int shift) {
        byte[] shifted = new byte[shift + key.length];
        System.arraycopy(key, 0, shifted, shift, key.length);
        int first = (shift * 8 + 5) / 6;
        int last = shifted.length * 8 / 6;
        return encoder.withoutPadding().encodeToString(shifted).substring(first, last);
    }
}
