package dev.keyferry.feed.id;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BytesTest {
    @Test
    void bytesAreCopiedInAndOut() {
        byte[] given = {1, 2, 3};
        Bytes bytes = Bytes.copyOf(given);
        given[0] = 9;
        bytes.toArray()[1] = 9;

        assertThat(bytes).isEqualTo(Bytes.ofHex("010203")).hasSameHashCodeAs(Bytes.ofHex("010203"));
        assertThat(bytes).isNotEqualTo(Bytes.ofHex("010204"));
    }

    @Test
    void bytesShowTheirLengthOnly() {
        assertThat(Bytes.ofHex("c0ffee")).hasToString("Bytes(3)");
        assertThat(Bytes.ofHex("c0ffee").hex()).isEqualTo("c0ffee");
    }
}
