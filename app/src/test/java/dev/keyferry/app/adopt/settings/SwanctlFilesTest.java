package dev.keyferry.app.adopt.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import dev.keyferry.app.adopt.CharonId;
import dev.keyferry.app.adopt.OperatorConfig;
import dev.keyferry.app.adopt.OperatorConnection;
import dev.keyferry.app.adopt.OperatorSecret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SwanctlFilesTest {
    private static final String KEY = "Marker-b7Qw-2LmX-p94R";

    @TempDir private Path directory;

    @Test
    void roundsAreSortedByTheirNumbersAndTheirSectionsHaveAnyCase() throws IOException {
        OperatorConnection connection =
                read("""
                connections { a {
                  Local-last { auth = pubkey
                    id = last
                    round = 0x2 }
                  local { auth = PSK
                    id = first }
                  LOCAL-next { auth = pubkey
                    id = next
                    round = 1 }
                  REMOTE { auth = psk
                    id = peer }
                } }
                """)
                        .connections()
                        .getFirst();
        assertThat(connection.rounds().local())
                .extracting(round -> round.id().orElse(""))
                .containsExactly("first", "next", "last");
        assertThat(connection.local().text()).isEqualTo("first");
        assertThat(connection.remote().text()).isEqualTo("peer");
        assertThat(connection.isKeyed()).isTrue();
        assertThat(connection.rounds().isKeyed()).isTrue();
        assertThatThrownBy(() -> read("connections { a { local { round = x\n } local-b { } } }\n"))
                .hasMessageContaining("swanctl.conf:1: the number of a round");
    }

    @Test
    void readsConnectionsAndSecrets() throws IOException {
        OperatorConfig config =
                read(
                        """
                        connections {
                          branch-7 {
                            version = 2
                            local_addrs = 203.0.113.1, 2001:db8::1
                            remote_addrs = 198.51.100.7
                            local { auth = psk
                              id = gw.example }
                            remote {
                              auth = psk
                              id = "keyid:#0aff"
                            }
                            children { net { remote_ts = 10.0.0.0/8 } }
                          }
                          roadwarriors { remote-eap { auth = eap-mschapv2 } }
                        }
                        secrets {
                          ike-branch-7 {
                            id-a = branch-7.example
                            id-b = 198.51.100.7
                            secret = "Marker \\"quoted\\" \\\\ \\t."
                          }
                          ike_hex { secret = 0x6162:63 }
                          ike64 { secret = 0sYWJj }
                          eap-user { id = user
                            secret = nothing-of-ours }
                          ike-none { id = x }
                        }
                        """);
        OperatorConnection connection = config.connections().getFirst();
        assertThat(config.connections())
                .extracting(OperatorConnection::name)
                .containsExactly("branch-7", "roadwarriors");
        assertThat(connection.rounds().version()).isEqualTo(OperatorConnection.IKE_V2);
        assertThat(connection.rounds().localAddresses())
                .containsExactly("203.0.113.1", "2001:db8::1");
        assertThat(connection.remoteAddresses()).containsExactly("198.51.100.7");
        assertThat(connection.local().text()).isEqualTo("gw.example");
        assertThat(connection.remote().text()).isEqualTo("keyid:#0aff");
        assertThat(connection.place().line()).isEqualTo(2);
        assertThat(connection.isKeyed()).isTrue();
        assertThat(config.connections().getLast().isKeyed()).isFalse();
        assertThat(config.secrets())
                .extracting(OperatorSecret::name)
                .containsExactly("ike-branch-7", "ike_hex", "ike64");
        assertThat(config.secrets().getFirst().owners())
                .extracting(CharonId::text)
                .containsExactly("branch-7.example", "198.51.100.7");
        assertThat(keys(config)).containsExactly("Marker \"quoted\" \\ \t.", "abc", "abc");
    }

    @Test
    void unsetVersionAndMethodAreCharonsDefaults() throws IOException {
        OperatorConnection connection =
                read("connections { a { local {\n } remote {\n } } }").connections().getFirst();
        assertThat(connection.rounds().version()).isEqualTo(OperatorConnection.ANY_VERSION);
        assertThat(connection.rounds().local().getFirst().method()).isEmpty();
        assertThat(connection.rounds().remote().getFirst().method()).isEmpty();
        assertThat(connection.remote()).isInstanceOf(CharonId.Any.class);
    }

    @Test
    void aSideWithoutARoundHasOneThatIsOpen() throws IOException {
        OperatorConnection connection = read("connections { a { } }").connections().getFirst();
        assertThat(connection.rounds().local()).hasSize(1);
        assertThat(connection.rounds().remote()).hasSize(1);
        assertThat(connection.isOpenToKeys()).isTrue();
    }

    /** Keys behind which a comment, a brace or a line end stands, as the lexer parts them. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\0',
            delimiter = '|',
            value = {
                "plain|plain",
                "two   words|two words",
                "with=equals{and:colons,dots.|with=equals{and:colons,dots.",
                "before # a comment|before",
                "before#a comment|before",
                "\"# no comment }\"|# no comment }",
                "a\"b c\"d|a b c d",
                "\"joined \\~  line\"|joined   line",
                "\"two~lines\"|two~lines",
                "\"\\q\\\"\"|q\"",
                "0X4d|M",
                "0x4:d|M",
                "0x54:4d|TM",
                "0S TWFy|0S TWFy"
            })
    void readsValuesAsCharonDoes(String written, String meant) throws IOException {
        // A value of several words is no Base64 any more, which is a flaw, not another key.
        OperatorConfig config = read("secrets { ike { secret = " + lines(written) + "\n } }");
        if (written.startsWith("0S ")) {
            assertThat(config.secrets().getFirst().key().flaw()).contains("Base64");
        } else {
            assertThat(keys(config)).containsExactly(lines(meant));
        }
    }

    @Test
    void crlfBlankLinesAndCommentsAreNothing() throws IOException {
        String text =
                """
                # first

                connections { # here
                \ta {
                \t\tversion = 2 # two
                \t\tremote { auth = psk
                id = "a\\
                b" }
                \t}
                }
                secrets { ike { secret = "k
                " } }
                """;
        OperatorConfig config = read(text.replace("\n", "\r\n"));
        assertThat(config.connections().getFirst().rounds().version()).isEqualTo("IKEv2");
        assertThat(config.connections().getFirst().remote().text()).isEqualTo("ab");
        assertThat(keys(config)).containsExactly("k\n");
    }

    @Test
    void keysAreTheBytesOfTheFile() throws IOException {
        Files.write(
                directory.resolve("swanctl.conf"),
                "secrets { ike { secret = \u00fc\u00ff } }".getBytes(StandardCharsets.ISO_8859_1));
        byte[] key =
                SwanctlFiles.read(directory)
                        .secrets()
                        .getFirst()
                        .key()
                        .psk()
                        .orElseThrow()
                        .reveal();
        assertThat(key).containsExactly(0xfc, 0xff);
    }

    @Test
    void sectionsGoOnWhereTheyWereWrittenBefore() throws IOException {
        OperatorConfig config =
                read(
                        """
                        connections { a { version = 1
                          remote { auth = psk } } }
                        connections { b { version = 2 }
                          a { version = 2
                            remote { id = x } } }
                        """);
        assertThat(config.connections())
                .extracting(OperatorConnection::name)
                .containsExactly("a", "b");
        assertThat(config.connections().getFirst().rounds().version()).isEqualTo("IKEv2");
        assertThat(config.connections().getFirst().isKeyed()).isTrue();
        assertThat(config.connections().getFirst().remote().text()).isEqualTo("x");
    }

    @Test
    void inheritsFromReferences() throws IOException {
        OperatorConfig config =
                read(
                        """
                        defaults { base { version = 2
                            local_addrs = 203.0.113.1
                            local { auth = psk
                              id = gw.example }
                            remote { auth = psk } } }
                        other { version = 1
                          remote_addrs = %any }
                        more : defaults.base { local { id = gw2.example } }
                        connections {
                          a : defaults.base { remote { id = a } }
                          b : more, other {
                            remote { id = b } }
                          c : other, defaults.base { local_addrs =
                          }
                        }
                        """);
        OperatorConnection a = config.connections().get(0);
        assertThat(a.rounds().version()).isEqualTo("IKEv2");
        assertThat(a.local().text()).isEqualTo("gw.example");
        assertThat(a.remote().text()).isEqualTo("a");
        assertThat(a.isKeyed()).isTrue();
        OperatorConnection b = config.connections().get(1);
        assertThat(b.rounds().version()).isEqualTo("IKEv2");
        assertThat(b.local().text()).isEqualTo("gw2.example");
        assertThat(b.remoteAddresses()).containsExactly("%any");
        OperatorConnection c = config.connections().get(2);
        assertThat(c.rounds().version()).isEqualTo("IKEv1");
        assertThat(c.rounds().localAddresses()).isEmpty();
    }

    @Test
    void includesFilesInTheirOrderWithinSectionsToo() throws IOException {
        Files.createDirectories(directory.resolve("conf.d"));
        write("conf.d/20-b.conf", "connections { b { version = 2 } }");
        write("conf.d/10-a.conf", "connections { a { version = 1 } }");
        write("conf.d/.hidden.conf", "connections { hidden { } }");
        write("conf.d/readme.txt", "no settings at all }}}");
        write("secret keys.conf", "ike-x { secret = x }\n");
        write("x.conf", "include secret\\ keys.conf # beside");
        OperatorConfig config =
                read(
                        """
                        include conf.d/*.conf
                        connections { z { include = yes } }
                        secrets {
                          include "%s/x.conf"
                        }
                        include nothing-*.conf
                        """
                                .formatted(directory));
        assertThat(config.connections())
                .extracting(OperatorConnection::name)
                .containsExactly("a", "b", "z");
        assertThat(keys(config)).containsExactly("x");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\0',
            delimiter = '|',
            value = {
                "connections {~ a {~|2",
                "connections {~}~}~|3",
                "secrets { ike {~ secret = \"Marker~|2",
                "~~a.b = c|3",
                "~\"quoted\" = c|2",
                "a~~b = c|1",
                "~= Marker|2",
                "connections { a : { } }|1",
                "a : b~c|2",
                "connections {~ a { version = 3~} }|2",
                "~include gone.conf|2",
                "include swanctl.conf|1",
                "~include \"\"|2",
                "a : b { }~b : a { }~connections : a { x {~ } }|2"
            })
    void refusesWhatCharonWouldNotReadWithItsPlace(String text, int line) throws IOException {
        write("swanctl.conf", lines(text));
        assertThatThrownBy(() -> SwanctlFiles.read(directory))
                .isInstanceOf(Failure.class)
                .hasMessageContaining(directory.resolve("swanctl.conf") + ":" + line + ": ")
                .hasMessageNotContaining("Marker")
                .extracting(failure -> ((Failure) failure).code())
                .isEqualTo(ExitCode.USAGE);
    }

    @Test
    void namesThePlaceInAnIncludedFile() throws IOException {
        write("one.conf", "\n\n}\n");
        write("swanctl.conf", "include one.conf");
        assertThatThrownBy(() -> SwanctlFiles.read(directory))
                .hasMessageContaining(directory.resolve("one.conf") + ":3: ");
    }

    @Test
    void circlesOfFilesAndReferencesEnd() throws IOException {
        write("one.conf", "include two.conf");
        write("two.conf", "include one.conf");
        write("swanctl.conf", "include one.conf");
        assertThatThrownBy(() -> SwanctlFiles.read(directory))
                .hasMessageContaining("two.conf:1: it includes a file that leads to this place");
        assertThatThrownBy(() ->
                        read(
                                "a : b, c { }\nb : c, a { }\nc : a, b { }\n"
                                        + "connections : a, b, c { x { } }"))
                .hasMessageContaining("in a circle");
    }

    @ParameterizedTest
    @ValueSource(ints = {Parser.MAX_NESTING, Parser.MAX_NESTING + 1})
    void nestingHasALimit(int depth) throws IOException {
        write("swanctl.conf", "a { ".repeat(depth) + "} ".repeat(depth));
        if (depth <= Parser.MAX_NESTING) {
            assertThat(SwanctlFiles.read(directory).connections()).isEmpty();
        } else {
            assertThatThrownBy(() -> SwanctlFiles.read(directory))
                    .hasMessageContaining("sections are nested");
        }
    }

    @Test
    void printsNoKey() throws IOException {
        OperatorConfig config = read("secrets { ike { secret = \"" + KEY + "\" } }");
        assertThat(config.toString()).doesNotContain("Marker").contains("redacted");
    }

    private OperatorConfig read(String text) throws IOException {
        write("swanctl.conf", text);
        return SwanctlFiles.read(directory);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text, StandardCharsets.ISO_8859_1);
    }

    private static String lines(String text) {
        return text.replace('~', '\n');
    }

    private static List<String> keys(OperatorConfig config) {
        return config.secrets().stream()
                .map(secret -> secret.key().psk().orElseThrow().reveal())
                .map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                .toList();
    }
}
