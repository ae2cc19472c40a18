package dev.keyferry.app.adopt.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.app.adopt.settings.SwanctlFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {
    private static final String SAFE =
            "version = 2\n local { auth = psk\n id = gw.example }\n local_addrs = 203.0.113.1\n";

    @TempDir private Path directory;

    @Test
    void aConnectionWithASecretOfItsRouterIsReady() throws IOException {
        Candidate one = one(conn("branch-7", "b7.example"), secret("a", "B7.example", "key one"));
        assertThat(one.findings()).isEmpty();
        assertThat(one.remarks()).isEmpty();
        assertThat(one.name()).isEqualTo("branch-7");
        assertThat(one.identities())
                .singleElement()
                .hasToString("IkeIdentity[type=FQDN," + " hex=62372e6578616d706c65]");
        assertThat(one.ends().gateway()).contains("203.0.113.1");
        assertThat(key(one)).isEqualTo("key one");
    }

    @Test
    void charonTakesTheSecretThatNamesBothSides() throws IOException {
        Candidate one =
                one(
                        conn("a", "a"),
                        secret("1", "a", "the router's alone"),
                        secret("2", "gw.example", "the gateway's"),
                        secret("3", "gw.example", "a", "both"),
                        secret("4", "everybody's"));
        assertThat(key(one)).isEqualTo("both");
        assertThat(one.isReady()).isTrue();
        assertThat(one.remarks()).singleElement().asString().contains("opens every tunnel");
    }

    @Test
    void twoSecretsOfOneRouterShareAnOwnerUnlessTheyAreOne() throws IOException {
        assertThat(
                        one(conn("a", "a"), secret("1", "a", "one"), secret("2", "a", "other"))
                                .gravest())
                .contains(Problem.SHARED_OWNER);
        assertThat(
                        one(conn("a", "a"), secret("1", "a", "same"), secret("2", "a", "same"))
                                .isReady())
                .isTrue();
    }

    @Test
    void twoConnectionsOfOneIdentityShareAnOwner() throws IOException {
        List<Candidate> both =
                judge(
                        conn("a", "b7.example"),
                        conn("b", "keyid:B7.EXAMPLE"),
                        conn("c", "c"),
                        secret("1", "b7.example", "keyid:B7.EXAMPLE", "c", "one"));
        assertThat(both.get(0).gravest()).contains(Problem.SHARED_OWNER);
        assertThat(both.get(0).findings().getFirst().text()).contains("b (");
        assertThat(both.get(1).gravest()).contains(Problem.SHARED_OWNER);
        assertThat(both.get(2).isReady()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "|ANY_PEER",
                "%any|ANY_PEER",
                "*.example|ANY_PEER",
                "gw.example|ANY_PEER",
                "*.other|NO_SECRET",
                "c.example|NO_SECRET",
                "keyid:b.example|NO_SECRET"
            })
    void aSecretThatNamesNoRouterIsNobodysOwn(String owner, Problem problem) throws IOException {
        String secret = owner == null ? secret("1", "key") : secret("1", owner, "key");
        assertThat(one(conn("a", "b.example"), secret).gravest()).contains(problem);
    }

    @ParameterizedTest
    @CsvSource({
        "version = 2, version = 1, IKE_V1",
        "version = 2, , IKE_V1",
        "id = gw.example, , NO_LOCAL_ID",
        "id = gw.example, id = %any, NO_LOCAL_ID",
        "id = gw.example, id = *.example, NO_LOCAL_ID",
        "id = gw.example, id = ipv4net:203.0.113.0/24, NO_LOCAL_ID",
        "id = gw.example, id = 203.0.113.1-203.0.113.9, NO_LOCAL_ID",
        "id = gw.example, id = @^gw.+$, NO_LOCAL_ID",
        "id = gw.example, id = fqdn:^gw.+$, NO_LOCAL_ID",
        "id = gw.example, id = \"fqdn:#2a2e67\", NO_LOCAL_ID",
        "id = gw.example, id = \"keyid:#67772a\", NO_LOCAL_ID",
        "local {, local-a { auth = psk } local {, OPEN_METHOD",
        "local { auth = psk, local { auth = pubkey, OPEN_METHOD"
    })
    void whatTheGatewayRefusesIsLeft(String written, String instead, Problem problem)
            throws IOException {
        String conn = conn("a", "a").replace(written, instead == null ? "" : instead);
        Candidate one = one(conn.replace("} local", "}\n local"), secret("1", "a", "key"));
        assertThat(one.gravest()).contains(problem);
        assertThat(one.findings()).hasSize(1);
    }

    @Test
    void allThatStandsAgainstATunnelIsTold() throws IOException {
        String conn = conn("a", "a").replace("version = 2", "").replace("id = gw.example", "");
        Candidate one = one(conn, secret("1", "key"));
        assertThat(one.findings())
                .extracting(Candidate.Finding::problem)
                .containsExactlyInAnyOrder(Problem.ANY_PEER, Problem.IKE_V1, Problem.NO_LOCAL_ID);
        assertThat(one.gravest()).contains(Problem.ANY_PEER);
    }

    @Test
    void connectionsWithoutKeysAreNotLookedAt() throws IOException {
        assertThat(
                        judge(
                                "connections { a { local { auth = pubkey }\n remote { auth = pubkey }"
                                        + " } }",
                                secret("1", "a", "key")))
                .isEmpty();
    }

    @Test
    void aConnectionThatLeavesTheMethodOpenIsLeftAndTakesNobodysKey() throws IOException {
        List<Candidate> all =
                judge(
                        "connections { certs { version = 2\n local { id = gw.example\n } } }",
                        conn("any", "%any"),
                        secret("ike-a", "a.example", "key"));
        assertThat(all).extracting(Candidate::name).containsExactly("certs", "a");
        assertThat(all.getFirst().findings())
                .extracting(Candidate.Finding::problem)
                .contains(Problem.OPEN_METHOD);
        assertThat(all.getLast().isReady()).isTrue();
    }

    @Test
    void aConnectionThatAwaitsAnybodyHasATunnelForEachRouterOfASecret() throws IOException {
        List<Candidate> all =
                judge(
                        conn("literal", "l.example"),
                        conn("any", "%any"),
                        conn("site", "%any")
                                .replace("local {", "remote_addrs = 198.51.100.7\n local {"),
                        secret("ike-l", "l.example", "kl"),
                        secret("ike-b7", "gw.example", "b7.example", "k7"),
                        secret("ike-group", "b8.example", "b9.example", "shared"),
                        secret("ike-address", "198.51.100.7", "ka"));
        assertThat(all)
                .extracting(Candidate::name)
                .containsExactly("literal", "b7", "b8.example", "b9.example", "site");
        assertThat(all).allMatch(Candidate::isReady);
        assertThat(all.getLast().ends().router()).contains("198.51.100.7");
        assertThat(all.get(1).remarks()).anyMatch(text -> text.contains("awaits any identity"));
    }

    @Test
    void aRouterGetsNoOtherRoutersAddress() throws IOException {
        String site =
                conn("site", "%any").replace("local {", "remote_addrs = 198.51.100.7\n local {");
        List<Candidate> all =
                judge(site, conn("any", "%any"), secret("ike-b7", "b7.example", "k7"));
        assertThat(all).extracting(Candidate::name).containsExactly("b7", "site");
        assertThat(all.getFirst().from()).startsWith("any ");
        assertThat(all.getFirst().ends().router()).isEmpty();

        List<Candidate> alone = judge(site, secret("ike-b7", "b7.example", "k7"));
        assertThat(alone).singleElement().matches(one -> one.ends().router().isEmpty());
    }

    @Test
    void aConnectionThatAwaitsAnybodyWithOneKeyForAllIsLeft() throws IOException {
        List<Candidate> all = judge(conn("any", "%any"), secret("1", "key"));
        assertThat(all)
                .singleElement()
                .matches(one -> one.gravest().equals(Optional.of(Problem.ANY_PEER)));
    }

    @Test
    void namesAreMadeFitAndStayDifferent() throws IOException {
        List<Candidate> all =
                judge(
                        conn("a@b/c", "1"),
                        conn("_x", "3"),
                        conn("0123456789abcdef0123456789abcdef", "4"),
                        secret("1", "1", "3", "4", "key"));
        assertThat(all)
                .extracting(Candidate::name)
                .containsExactly("a-b-c", "x", "tunnel-0123456789abcdef0123456789abcdef");
        assertThat(judge(conn("a@b", "1"), conn("a?b", "2"), secret("1", "1", "2", "key")))
                .allMatch(one -> one.gravest().equals(Optional.of(Problem.NAME)));
    }

    @Test
    void identitiesAndKeysThatCannotBeTakenAreLeft() throws IOException {
        assertThat(one(conn("a", "GW.example"), secret("1", "gw.example", "key")).gravest())
                .contains(Problem.IDENTITY);
        assertThat(one(conn("a", "uri:a"), secret("1", "key")).findings())
                .extracting(Candidate.Finding::problem)
                .contains(Problem.IDENTITY);
        assertThat(one(conn("a", "a"), secret("1", "a", "0xzz")).gravest()).contains(Problem.KEY);
        assertThat(one(conn("a", "a"), secret("1", "a", "0xff00")).gravest()).contains(Problem.KEY);
        assertThat(one(conn("a", "a"), secret("1", "a", "x".repeat(255))).isReady()).isTrue();
        assertThat(one(conn("a", "a"), secret("1", "a", "x".repeat(256))).gravest())
                .contains(Problem.KEY);
    }

    private Candidate one(String... parts) throws IOException {
        List<Candidate> all = judge(parts);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private List<Candidate> judge(String... parts) throws IOException {
        Path file = directory.resolve("swanctl.conf");
        Files.writeString(file, String.join("\n", parts));
        return Judge.judge(SwanctlFiles.read(file));
    }

    private static String conn(String name, String remote) {
        return "connections { "
                + name
                + " { "
                + SAFE
                + "remote { auth = psk\n id = \""
                + remote
                + "\"\n } } }";
    }

    /** The last one of the parts is the key. */
    private static String secret(String name, String... ownersAndKey) {
        StringBuilder text = new StringBuilder("secrets { ");
        text.append(name.startsWith("ike") ? name : "ike" + name).append(" { ");
        for (int i = 0; i < ownersAndKey.length - 1; i++) {
            text.append("id-").append(i).append(" = \"").append(ownersAndKey[i]).append("\"\n");
        }
        return text.append("secret = \"")
                .append(ownersAndKey[ownersAndKey.length - 1])
                .append("\"\n} }")
                .toString();
    }

    private static String key(Candidate one) {
        return new String(one.key().orElseThrow().reveal(), StandardCharsets.UTF_8);
    }
}
