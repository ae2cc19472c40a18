package dev.keyferry.server.router;

import static dev.keyferry.server.router.RouterSides.GATEWAY;
import static dev.keyferry.server.router.RouterSides.side;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.seal.Psk;
import dev.keyferry.server.router.RouterSide.Networks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys in the texts of each brand. */
class RouterConfigurationTest {
    @ParameterizedTest
    @EnumSource
    void aKeyStandsInThePlaceOfThePlaceholderAndNowhereElse(RouterProfile profile)
            throws IOException {
        RouterConfiguration configuration =
                profile.configuration(side("branch-7", GATEWAY, Networks.NONE));
        String key = "q8Zr4LwX2mKey";

        assertThat(written(configuration, key))
                .isEqualTo(configuration.withPlaceholder().replace("<PRE-SHARED KEY>", key));
    }

    @ParameterizedTest
    @CsvSource({
        "STRONGSWAN, 0xab, secret = \"0x30786162\"",
        "STRONGSWAN, 0Sab, secret = \"0x30536162\"",
        "STRONGSWAN, 'a\"b', secret = \"0x612262\"",
        "STRONGSWAN, 'a b\\', secret = \"0x6120625c\"",
        "STRONGSWAN, a.b_c-d, secret = \"a.b_c-d\"",
        "CISCO_IOS_XE, 'a\"b!', pre-shared-key 0 a\"b!",
        "FORTIGATE, 'a\"b\\cd e', psksecret \"a\\\"b\\\\cd e\""
    })
    void aKeyIsEscapedAsItsLanguageWants(RouterProfile profile, String key, String expected)
            throws IOException {
        assertThat(written(profile.configuration(side("b", GATEWAY, Networks.NONE)), key))
                .contains(expected + "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "CISCO_IOS_XE, a b",
        "CISCO_IOS_XE, a?b",
        "CISCO_IOS_XE, aéb",
        "FORTIGATE, fiveC",
        "FORTIGATE, 0xabcdef",
        "FORTIGATE, six?six",
        "FORTIGATE, 'tab\there'"
    })
    void aKeyThatTheRouterCannotBeGivenIsRefusedAndNothingWritten(
            RouterProfile profile, String key) {
        RouterConfiguration configuration =
                profile.configuration(side("b", GATEWAY, Networks.NONE));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThatThrownBy(() -> configuration.write(psk(key), out))
                .isInstanceOf(Inexpressible.class)
                .hasMessageNotContaining(key);
        assertThat(out.size()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"CISCO_IOS_XE, 127", "FORTIGATE, 128"})
    void aKeyHasAsManyCharactersAsTheRouterTakes(RouterProfile profile, int most)
            throws IOException {
        RouterConfiguration configuration =
                profile.configuration(side("b", GATEWAY, Networks.NONE));
        assertThat(written(configuration, "k".repeat(most))).contains("k".repeat(most));
        assertThatThrownBy(() -> written(configuration, "k".repeat(most + 1)))
                .isInstanceOf(Inexpressible.class);
    }

    private static String written(RouterConfiguration configuration, String key)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        configuration.write(psk(key), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Psk psk(String key) {
        return Psk.copyOf(key.getBytes(StandardCharsets.UTF_8));
    }
}
