package dev.keyferry.feed.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PrintedIdentityTest {
    /** In DER: O=Acme, CN=Branch. */
    private static final String BRANCH_OF_ACME =
            "3020310d300b060355040a130441636d65310f300d060355040313064272616e6368";

    /** In DER: O="Acme, CN=Branch", one attribute. */
    private static final String ACME_CN_BRANCH =
            "301a31183016060355040a130f" + "41636d652c20434e3d4272616e6368";

    private static final String PRINTABLE_A = "300c310a30080603550403130141";
    private static final String PRINTABLE_LOWER_A = "300c310a30080603550403130161";
    private static final String UTF8_A = "300c310a300806035504030c0141";
    private static final String PRINTABLE_B = "300c310a30080603550403130142";
    private static final String ORGANIZATION_A = "300c310a30080603550" + "40a130141";

    /** 20 bytes, which is as long as a SHA-1 hash. */
    private static final String TWENTY = "Branch-of-20-letters";

    /** The right column is what a charon prints. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "IPV4  | 0a090807 | 10.9.8.7",
                "IPV6  | 20010db8000000000000000000000007 | 2001:db8::7",
                "IPV6  | 00000000000000000000ffff0a090807 | ::ffff:10.9.8.7",
                "FQDN  | 41622e63 | aB.c",
                "FQDN  | 61fc62   | a?b",
                "EMAIL | 614062   | a@b",
                "KEYID | 616263   | abc",
                "KEYID | 00ff2a   | 00:ff:2a",
                "DN    | " + BRANCH_OF_ACME + " | O=Acme, CN=Branch",
            })
    void identityIsKnownByWhatIsPrinted(IkeIdentity.Type type, String hex, String printed) {
        PrintedIdentity identity = PrintedIdentity.of(new IkeIdentity(type, hex));

        assertThat(identity).isEqualTo(PrintedIdentity.read(printed));
        assertThat(identity).isNotEqualTo(PrintedIdentity.read(printed + "x"));
    }

    @Test
    void keyIdOfTwentyBytesIsKnownInHexadecimalAndAsText() {
        IkeIdentity identity = IkeIdentity.ofText(IkeIdentity.Type.KEYID, TWENTY);
        String colons = identity.hex().replaceAll("..(?!$)", "$0:");

        assertThat(PrintedIdentity.of(identity))
                .isEqualTo(PrintedIdentity.read(colons))
                .isEqualTo(PrintedIdentity.read(TWENTY))
                .isEqualTo(text(IkeIdentity.Type.FQDN, TWENTY));
    }

    @ParameterizedTest
    @EnumSource(names = {"KEYID", "FQDN", "EMAIL"})
    void textsDifferInMoreThanCaseAndType(IkeIdentity.Type type) {
        assertThat(text(type, "Router.Example"))
                .isEqualTo(text(IkeIdentity.Type.FQDN, "rOUTER.eXAMPLE"));
        assertThat(text(type, "router.example"))
                .isNotEqualTo(text(IkeIdentity.Type.FQDN, "router.example."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "KEYID | 00ff2a   | FQDN  | 30303a66663a3261",
                "FQDN  | 61fc62   | FQDN  | 61e462",
                "FQDN  | 61fc62   | KEYID | 613f62",
                "IPV4  | 0a090807 | KEYID | 31302e392e382e37",
                "DN    | " + BRANCH_OF_ACME + " | DN | " + ACME_CN_BRANCH,
                "DN    | " + BRANCH_OF_ACME + " | KEYID | 4f3d41636d652c20434e3d4272616e6368",
            })
    void whatIsPrintedAlikeIsOne(
            IkeIdentity.Type type, String hex, IkeIdentity.Type other, String otherHex) {
        assertThat(PrintedIdentity.of(new IkeIdentity(type, hex)))
                .isEqualTo(PrintedIdentity.of(new IkeIdentity(other, otherHex)));
    }

    @Test
    void keyIdsThatAreNoTextDifferInTheirBytes() {
        assertThat(PrintedIdentity.of(new IkeIdentity(IkeIdentity.Type.KEYID, "00ff2a")))
                .isNotEqualTo(
                        PrintedIdentity.of(new IkeIdentity(IkeIdentity.Type.KEYID, "00ff2b")));
    }

    @Test
    void distinguishedNamesDifferInTheirValues() {
        assertThat(name(PRINTABLE_A))
                .isEqualTo(name(PRINTABLE_LOWER_A))
                .isEqualTo(name(UTF8_A))
                .isEqualTo(name(ORGANIZATION_A));
        assertThat(name(PRINTABLE_A)).isNotEqualTo(name(PRINTABLE_B));
        assertThat(name(BRANCH_OF_ACME)).isNotEqualTo(PrintedIdentity.read("CN=Branch, O=Acme"));
    }

    @Test
    void whatIsNoNameDiffersInItsBytes() {
        assertThat(name("41")).isNotEqualTo(name("61"));
    }

    private static PrintedIdentity text(IkeIdentity.Type type, String text) {
        return PrintedIdentity.of(IkeIdentity.ofText(type, text));
    }

    private static PrintedIdentity name(String hex) {
        return PrintedIdentity.of(new IkeIdentity(IkeIdentity.Type.DN, hex));
    }
}
