package dev.keyferry.app.adopt.starter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.app.Failure;
import dev.keyferry.app.adopt.CharonId;
import dev.keyferry.app.adopt.OperatorConfig;
import dev.keyferry.app.adopt.OperatorConnection;
import dev.keyferry.app.adopt.OperatorSecret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StarterFilesTest {
    @TempDir private Path directory;

    @Test
    void readsConnectionsWithWhatTheyInherit() throws IOException {
        List<OperatorConnection> connections =
                connections(
                        """
                        version 2.0
                        config setup
                        \tcharondebug = "ike 1"
                        conn %default
                            keyexchange=ikev2
                            authby = secret
                            left=203.0.113.1
                            leftid=@gw.example

                        # kept for others only
                        conn base
                            rightid=@base.example
                            right=%any
                        conn branch-7
                            also=base
                            right=198.51.100.7
                            auto=add
                        conn branch-8
                            right = 198.51.100.8
                            rightid = "C=CH, O=Acme, CN=b8"  # a name
                            auto = route
                        conn ignored
                            right=198.51.100.9
                        ca mine
                            cacert=mine.pem
                        """);
        assertThat(connections)
                .extracting(OperatorConnection::name)
                .containsExactly("branch-7", "branch-8");
        OperatorConnection seven = connections.getFirst();
        assertThat(seven.rounds().version()).isEqualTo("IKEv2");
        assertThat(seven.isKeyed()).isTrue();
        assertThat(seven.local().text()).isEqualTo("@gw.example");
        assertThat(seven.remote().text()).isEqualTo("@base.example");
        assertThat(seven.remoteAddresses()).containsExactly("198.51.100.7");
        assertThat(seven.rounds().localAddresses()).containsExactly("203.0.113.1");
        assertThat(connections.getLast().remote().text()).isEqualTo("C=CH, O=Acme, CN=b8");
    }

    @Test
    void theLastAlsoWinsAndDefaultsComeLast() throws IOException {
        List<OperatorConnection> connections =
                connections(
                        """
                        conn %default
                            auto=add
                            keyexchange=ikev1
                            rightid=default
                        conn a
                            rightid=a
                            leftid=a
                        conn b
                            also=a
                            rightid=b
                        conn c
                            also=b
                            also=a
                        conn d
                            rightid=d
                        conn e
                            also=a
                            also=d
                        """);
        assertThat(connections.getLast().remote().text()).isEqualTo("d");
        OperatorConnection c = connections.get(2);
        assertThat(c.name()).isEqualTo("c");
        // a stands behind b in the row, because its last place counts.
        assertThat(c.remote().text()).isEqualTo("b");
        assertThat(c.local().text()).isEqualTo("a");
        assertThat(c.rounds().version()).isEqualTo("IKEv1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "right=198.51.100.7|198.51.100.7",
                "right=%198.51.100.7|198.51.100.7",
                "rightid=%branch.example|branch.example",
                "rightid=@#0aff|@#0aff",
                "right=vpn.example|vpn.example"
            })
    void theIdentityIsThatOfTheAddressWhereNoneIsGiven(String setting, String id)
            throws IOException {
        assertThat(one(setting).remote().text()).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"rightid=%any", "right=%any", "right=%defaultroute", "leftid=x"})
    void anyPeerIsAny(String setting) throws IOException {
        assertThat(one(setting).remote()).isInstanceOf(CharonId.Any.class);
        assertThat(one(setting).remoteAddresses()).isEmpty();
    }

    @Test
    void methodsAreCharons() throws IOException {
        assertThat(one("authby=psk").rounds().isKeyed()).isTrue();
        assertThat(one("authby=pubkey").isKeyed()).isFalse();
        assertThat(one("right=%any").isKeyed()).isFalse();
        assertThat(one("leftauth=psk").rounds().isKeyed()).isFalse();
        assertThat(one("leftauth=psk\n rightauth=psk\n authby=pubkey").rounds().isKeyed()).isTrue();
        assertThat(one("authby=xauthpsk\n xauth=server").rounds().remote()).hasSize(2);
        assertThat(one("leftauth=psk\n rightauth=psk\n rightauth2=xauth").rounds().remote())
                .hasSize(2);
        assertThat(one("keyexchange=ike").rounds().version()).isEqualTo("IKEv1/2");
    }

    @Test
    void includesAndCrlfAreRead() throws IOException {
        Files.createDirectories(directory.resolve("ipsec.d"));
        write("ipsec.d/b.conf", "conn b\r\n\tauto=add\r\n\trightid=\"b \\\r\nb\"\r\n");
        write("ipsec.d/a.conf", "conn a\n auto=add");
        assertThat(connections("include ipsec.d/*.conf\nconn c\n auto=add\n"))
                .extracting(OperatorConnection::name)
                .containsExactly("a", "b", "c");
        assertThat(connections("include ipsec.d/b.conf").getFirst().remote().text())
                .isEqualTo("b b");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\0',
            delimiter = '|',
            value = {
                "conn|1",
                "conn a b|1",
                "conn a~left=1.2.3.4|2",
                "conn a~ left|2",
                "conn a~ rightid=C=CH|2",
                "~conn a~ left=\"1|3",
                "conn a~ also=b~ auto=add|2",
                "conn a~ also=b~conn b~ also=a~ auto=add|4",
                "conn a~ auto=add~ keyexchange=ikev3|1",
                "nonsense here|1",
                "~include gone.conf|2"
            })
    void refusesWhatTheStarterWouldNotRead(String text, int line) throws IOException {
        assertThatThrownBy(() -> connections(lines(text)))
                .hasMessageContaining(directory.resolve("ipsec.conf") + ":" + line + ": ");
    }

    /** In either order, for what is written first may be known when it is inherited. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void howManySectionsOneInheritsFromHasALimit(boolean isLeafFirst) throws IOException {
        assertThat(connections(chain(ConnSections.MAX_PARENTS, isLeafFirst))).hasSize(1);
        assertThatThrownBy(() -> connections(chain(ConnSections.MAX_PARENTS + 1, isLeafFirst)))
                .hasMessageContaining("more than " + ConnSections.MAX_PARENTS + " sections");
        assertThatThrownBy(() -> connections(chain(20_000, isLeafFirst)))
                .isInstanceOf(Failure.class);
        assertThatThrownBy(() ->
                        connections(
                                "conn a\n auto=add\n"
                                        + " also=b\n".repeat(ConnSections.MAX_PARENTS + 1)
                                        + "conn b\n"))
                .hasMessageContaining("more than " + ConnSections.MAX_PARENTS + " sections");
    }

    /** A section that inherits from so many others, each from the next. */
    private static String chain(int parents, boolean isLeafFirst) {
        List<String> sections = new ArrayList<>();
        for (int i = 0; i <= parents; i++) {
            sections.add(
                    "conn s"
                            + i
                            + "\n"
                            + (i < parents ? " also=s" + (i + 1) + "\n" : "")
                            + (i == 0 ? " auto=add\n" : " auto=ignore\n"));
        }
        return String.join("", isLeafFirst ? sections : sections.reversed());
    }

    @Test
    void readsSecrets() throws IOException {
        List<OperatorSecret> secrets =
                secrets(
                        """
                        # comment
                        : PSK "everybody's"
                        %any : PSK 0x6162
                        203.0.113.1 @branch-7 : PSK 'single "quoted"' # comment
                        "C=CH, O=Acme" branch-8\t : PSK\tunquoted rest is nothing
                          @#0aff a@b.example : PSK 0sYWJj
                        user : EAP "nothing of ours"
                        : RSA key.pem
                        x : PSK "0x6162"
                        """);
        assertThat(keys(secrets))
                .containsExactly(
                        "everybody's", "ab", "single \"quoted\"", "unquoted", "abc", "0x6162");
        assertThat(secrets.get(0).owners()).isEmpty();
        assertThat(secrets.get(1).owners()).singleElement().isInstanceOf(CharonId.Any.class);
        assertThat(secrets.get(2).owners())
                .extracting(CharonId::text)
                .containsExactly("203.0.113.1", "@branch-7");
        assertThat(secrets.get(3).owners())
                .extracting(CharonId::text)
                .containsExactly("C=CH, O=Acme", "branch-8");
        assertThat(secrets.get(2).name()).isEqualTo("ipsec.secrets:4");
    }

    @Test
    void secretsIncludeSecrets() throws IOException {
        write("a.secrets", "a : PSK \"ka\"\r\n");
        write("b.secrets", "b : PSK \"kb\"");
        assertThat(keys(secrets("include [ab].secrets and more\nc : PSK \"kc\"\n")))
                .containsExactly("ka", "kb", "kc");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\0',
            delimiter = '|',
            value = {
                "a: PSK \"Marker\"|1",
                "a : PSK|1",
                "~a : PSK \"Marker|2",
                "a : PSKS \"Marker\"|1",
                "'a : PSK Marker|1",
                "a # b : PSK Marker|1",
                "~~Marker|3",
                "include ipsec.secrets|1"
            })
    void refusesASecretsFileAtWhoseLineCharonStops(String text, int line) throws IOException {
        assertThatThrownBy(() -> secrets(lines(text)))
                .hasMessageContaining(directory.resolve("ipsec.secrets") + ":" + line + ": ")
                .hasMessageNotContaining("Marker");
    }

    private OperatorConnection one(String setting) throws IOException {
        return connections("conn one\n auto=add\n " + setting + "\n").getFirst();
    }

    private List<OperatorConnection> connections(String conf) throws IOException {
        return read(conf, "").connections();
    }

    private List<OperatorSecret> secrets(String text) throws IOException {
        return read("", text).secrets();
    }

    private OperatorConfig read(String conf, String secrets) throws IOException {
        write("ipsec.conf", conf);
        write("ipsec.secrets", secrets);
        return StarterFiles.read(
                directory.resolve("ipsec.conf"), directory.resolve("ipsec.secrets"));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text, StandardCharsets.ISO_8859_1);
    }

    private static String lines(String text) {
        return text.replace('~', '\n');
    }

    private static List<String> keys(List<OperatorSecret> secrets) {
        return secrets.stream()
                .map(secret -> secret.key().psk().orElseThrow().reveal())
                .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                .toList();
    }
}
