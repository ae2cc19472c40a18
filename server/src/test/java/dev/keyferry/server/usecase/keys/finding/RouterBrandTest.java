package dev.keyferry.server.usecase.keys.finding;

import static dev.keyferry.server.usecase.keys.finding.RouterBrand.AWS;
import static dev.keyferry.server.usecase.keys.finding.RouterBrand.AZURE;
import static dev.keyferry.server.usecase.keys.finding.RouterBrand.CISCO_IOS;
import static dev.keyferry.server.usecase.keys.finding.RouterBrand.HUAWEI_VRP;
import static dev.keyferry.server.usecase.keys.finding.RouterBrand.ORACLE_CLOUD;
import static dev.keyferry.server.usecase.keys.finding.RouterBrand.STRONGSWAN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.seal.Psk;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RouterBrandTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "api.md");

    @Test
    void nobodyRefusesLettersAndDigits() {
        assertThat(refusing("q7ZmR2xd9KtB4nW8sQ7zMr2XD9kTb4Nw")).isEmpty();
        assertThat(refusing("a".repeat(64))).isEmpty();
    }

    @Test
    void awsTakesEightToSixtyFourOfItsCharacters() {
        assertThat(refusing("a_.4567")).contains(AWS);
        assertThat(refusing("a_.45678")).doesNotContain(AWS);
        assertThat(refusing("a".repeat(65))).containsExactly(AWS);
        assertThat(refusing("0a2345678")).containsExactly(AWS);
        assertThat(refusing("a-2345678")).contains(AWS);
    }

    @Test
    void azureAndHuaweiTakeAHundredAndTwentyEightCharacters() {
        assertThat(refusing("a".repeat(128))).doesNotContain(AZURE, HUAWEI_VRP);
        assertThat(refusing("a".repeat(129))).contains(AZURE, HUAWEI_VRP);
        assertThat(refusing("a\tb345678")).contains(AZURE);
        assertThat(refusing("caf\u00e9 caf\u00e9")).contains(AZURE);
    }

    @Test
    void commandLinesDoNotTakeTheirOwnCharacters() {
        assertThat(refusing("what?1234")).contains(CISCO_IOS).doesNotContain(HUAWEI_VRP);
        assertThat(refusing("two words")).contains(CISCO_IOS, HUAWEI_VRP).doesNotContain(AZURE);
        assertThat(refusing("say\"hi\"12")).contains(STRONGSWAN).doesNotContain(CISCO_IOS);
    }

    @Test
    void oracleTakesLettersDigitsAndBlanks() {
        assertThat(refusing("two words")).doesNotContain(ORACLE_CLOUD);
        assertThat(refusing("two_words")).contains(ORACLE_CLOUD);
    }

    @Test
    void theDocumentHasEveryRule() throws Exception {
        String document = Files.readString(DOCUMENT).replaceAll("\\s+", " ");
        for (RouterBrand brand : RouterBrand.values()) {
            assertThat(document).contains(brand.rule());
        }
    }

    private static List<RouterBrand> refusing(String key) {
        Psk psk = Psk.copyOf(key.getBytes(StandardCharsets.UTF_8));
        return RouterBrand.refusing(KeyAssessment.of(psk).shape());
    }
}
