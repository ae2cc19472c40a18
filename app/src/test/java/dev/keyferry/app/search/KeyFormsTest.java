package dev.keyferry.app.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFormsTest {
    private static final String KEY = "k7Qx>?~ZpB2mW9dL4vNc8RtY1sHf6uJe";

    private final KeyForms forms = new KeyForms(List.of(bytes("another one"), bytes(KEY)));

    @Test
    void findsAKeyAsItIsAndInOtherCase() {
        assertThat(forms.foundIn(bytes("before" + KEY + "after"))).contains("plain");
        assertThat(forms.foundIn(bytes("x" + KEY.toLowerCase(Locale.ROOT)))).contains("lower case");
        assertThat(forms.foundIn(bytes("x" + KEY.toUpperCase(Locale.ROOT)))).contains("upper case");
    }

    @Test
    void findsUtf16OfBothOrders() {
        assertThat(forms.foundIn(("x" + KEY).getBytes(StandardCharsets.UTF_16LE)))
                .contains("utf-16");
        assertThat(forms.foundIn(("x" + KEY).getBytes(StandardCharsets.UTF_16BE)))
                .contains("utf-16");
    }

    @Test
    void findsHexadecimalOfBothCases() {
        String hex = HexFormat.of().formatHex(bytes(KEY));
        assertThat(forms.foundIn(bytes("x" + hex))).contains("hex");
        assertThat(forms.foundIn(bytes(hex.toUpperCase(Locale.ROOT)))).contains("hex");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void findsBase64OfEveryAlignment(int before) {
        byte[] text = bytes("-".repeat(before) + KEY + "--");
        assertThat(forms.foundIn(Base64.getEncoder().encode(text))).contains("base64");
        assertThat(forms.foundIn(Base64.getUrlEncoder().encode(text))).contains("base64");
    }

    @Test
    void findsEscapesOfJsonAndOfUrls() {
        StringBuilder json = new StringBuilder();
        StringBuilder url = new StringBuilder();
        for (byte character : bytes(KEY)) {
            json.append("\\u00").append(HexFormat.of().toHexDigits(character));
            url.append('%').append(HexFormat.of().toHexDigits(character));
        }
        assertThat(forms.foundIn(bytes("\"" + json + "\""))).contains("json");
        assertThat(forms.foundIn(bytes("?q=" + url + "&x"))).contains("url");
    }

    @Test
    void findsTheNumbersThatAnArrayPrints() {
        assertThat(forms.foundIn(bytes(Arrays.toString(bytes(KEY))))).contains("numbers");
    }

    @Test
    void findsNothingInOtherText() {
        assertThat(forms.foundIn(bytes(KEY.substring(1)))).isEmpty();
        assertThat(forms.foundIn(new byte[0])).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
