package dev.keyferry.app.adopt.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.app.adopt.judge.Candidate;
import dev.keyferry.app.adopt.judge.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TunnelTableTest {
    @TempDir private Path directory;

    @Test
    void aLineShowsNoKey() {
        assertThat(new TunnelTable.Fields(List.of("psk"), List.of("Marker-b7Qw")).toString())
                .contains("psk")
                .doesNotContain("Marker");
    }

    @Test
    void readsTunnels() throws IOException {
        List<Candidate> all =
                read(
                        "\uFEFFname,psk,identities,cloudflare_endpoint,customer_endpoint,"
                                + "interface_address,description\r\n"
                                + "a,\"key, \"\"one\"\"\",fqdn:a.example;ipv4:198.51.100.7,203.0.113.1,"
                                + "198.51.100.7,10.0.0.0/31,B\u00fcro\r\n"
                                + "\r\n"
                                + "b, k\u00fc ,,,,,\r\n");
        Candidate a = all.getFirst();
        assertThat(a.name()).isEqualTo("a");
        assertThat(a.identities()).hasSize(2);
        assertThat(a.ends().gateway()).contains("203.0.113.1");
        assertThat(a.ends().inner()).contains("10.0.0.0/31");
        assertThat(a.ends().description()).contains("B\u00fcro");
        assertThat(key(a)).isEqualTo("key, \"one\"");
        Candidate b = all.getLast();
        assertThat(b.identities()).isEmpty();
        assertThat(key(b)).isEqualTo(" k\u00fc ");
        assertThat(b.isReady()).isTrue();
        assertThat(b.from()).endsWith("tunnels.csv:4");
    }

    @Test
    void whatTwoLinesHaveIsLeft() throws IOException {
        List<Candidate> all =
                read(
                        """
                        name,identities,psk
                        a,fqdn:x,key-one-1
                        b,keyid:X,key-one-2
                        c,,key-one-3
                        c,,key-one-4
                        d,,
                        """);
        assertThat(all.stream().map(one -> one.gravest().orElseThrow()))
                .containsExactly(
                        Problem.SHARED_OWNER,
                        Problem.SHARED_OWNER,
                        Problem.NAME,
                        Problem.NAME,
                        Problem.NO_SECRET);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "Marker|1",
                "name,psk|1",
                "name,psk,identities,Marker|1",
                "name,psk,identities,name|1",
                "name,psk,identities~~a,Marker|3",
                "name,psk,identities~,Marker,|2",
                "name,psk,identities~a,Marker,Marker|2",
                "name,psk,identities~a,Marker,ipv4:Marker|2",
                "name,psk,identities~a,Marker,uri:x|2"
            })
    void refusesWhatIsNoTable(String text, int line) {
        assertThatThrownBy(() -> read(text.replace('~', '\n')))
                .hasMessageContaining("tunnels.csv:" + line + ": ")
                .hasMessageNotContaining("Marker");
    }

    @Test
    void aQuoteThatIsNeverClosedIsSaidWithItsLine() {
        assertThatThrownBy(() -> read("name,psk,identities\na,\"Marker"))
                .hasMessageContaining("tunnels.csv: the quote of line 2 is never closed");
    }

    private List<Candidate> read(String text) throws IOException {
        return TunnelTable.read(
                Files.writeString(directory.resolve("tunnels.csv"), text, StandardCharsets.UTF_8));
    }

    private static String key(Candidate one) {
        return new String(one.key().orElseThrow().reveal(), StandardCharsets.UTF_8);
    }
}
