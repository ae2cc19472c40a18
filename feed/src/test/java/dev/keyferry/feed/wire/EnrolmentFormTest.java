package dev.keyferry.feed.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.codec.MalformedFeed;
import dev.keyferry.feed.enrol.GatewayToken;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.DeploymentId;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.EdgeKeyId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.identity.IkeDomain;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnrolmentFormTest {
    private static final String TOKEN = "kfg_" + "0123456789abcdef".repeat(4);
    private static final String ANSWER =
            "{\"gateway\":\"gw-1\",\"edge\":\"edge-1\",\"deployment\":\"abcd1234\","
                    + "\"ike_domain\":\"ipsec.example\",\"token\":\""
                    + TOKEN
                    + "\",\"record_key\":\"AAH/\"}";

    @Test
    void requestHasItsForm() {
        var request = new EnrolRequest(new EdgeKeyId("0f".repeat(16)));
        String form = "{\"edge_key_id\":\"" + "0f".repeat(16) + "\"}";

        assertThat(text(EnrolmentForm.encode(request))).isEqualTo(form);
        assertThat(EnrolmentForm.decodeRequest(bytes(form))).isEqualTo(request);
    }

    @Test
    void answerHasItsForm() {
        EnrolAnswer answer = EnrolmentForm.decodeAnswer(bytes(ANSWER));

        assertThat(answer.gateway()).isEqualTo(new GatewayName("gw-1"));
        assertThat(answer.edge()).isEqualTo(new EdgeId("edge-1"));
        assertThat(answer.deployment()).isEqualTo(new DeploymentId("abcd1234"));
        assertThat(answer.ikeDomain()).isEqualTo(new IkeDomain("ipsec.example"));
        assertThat(answer.token().reveal()).isEqualTo(TOKEN);
        assertThat(answer.sealedRecordKey()).isEqualTo(Bytes.ofHex("0001ff"));
        assertThat(text(EnrolmentForm.encode(answer))).isEqualTo(ANSWER);
    }

    @Test
    void answerDoesNotPrintItsToken() {
        assertThat(EnrolmentForm.decodeAnswer(bytes(ANSWER)).toString()).doesNotContain("kfg_");
    }

    @Test
    void longestAnswerFits() {
        byte[] form =
                EnrolmentForm.encode(
                        new EnrolAnswer(
                                new GatewayName("g".repeat(63)),
                                new EdgeId("e".repeat(EdgeId.MAX_LENGTH)),
                                new DeploymentId("abcd1234"),
                                new IkeDomain("d".repeat(63) + ".abcd"),
                                GatewayToken.of(TOKEN),
                                Bytes.copyOf(new byte[EnrolAnswer.MAX_SEALED_BYTES])));

        assertThat(form).hasSizeLessThan(EnrolmentForm.MAX_BYTES);
        assertThat(EnrolmentForm.decodeAnswer(form).sealedRecordKey().length())
                .isEqualTo(EnrolAnswer.MAX_SEALED_BYTES);
    }

    @Test
    void sealedRecordKeyHas1To512Bytes() {
        assertThat(sealed(1).sealedRecordKey().length()).isEqualTo(1);
        assertThat(sealed(512).sealedRecordKey().length()).isEqualTo(512);
        assertThatIllegalArgumentException().isThrownBy(() -> sealed(0));
        assertThatIllegalArgumentException().isThrownBy(() -> sealed(513));
    }

    @Test
    void membersThatAreNotKnownArePassedOver() {
        assertThat(
                        EnrolmentForm.decodeRequest(
                                        bytes(
                                                "{\"later\":\"x\",\"edge_key_id\":\""
                                                        + "0f".repeat(16)
                                                        + "\"}"))
                                .edgeKey())
                .isEqualTo(new EdgeKeyId("0f".repeat(16)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway", "edge", "deployment", "ike_domain", "token", "record_key"})
    void answerWithoutAMemberOrWithAWrongOneIsRefusedAndNotQuoted(String member) {
        String missing = ANSWER.replace("\"" + member + "\"", "\"other\"");
        String wrong = ANSWER.replaceAll("\"" + member + "\":\"", "$0%MARK%");

        assertThatThrownBy(() -> EnrolmentForm.decodeAnswer(bytes(missing)))
                .isInstanceOf(MalformedFeed.class)
                .hasMessageContaining(member);
        assertThatThrownBy(() -> EnrolmentForm.decodeAnswer(bytes(wrong)))
                .isInstanceOf(MalformedFeed.class)
                .hasMessageNotContaining("MARK")
                .hasNoCause();
    }

    @Test
    void answerThatIsCutShortAnywhereIsRefused() {
        for (int length = 0; length < ANSWER.length(); length++) {
            byte[] cut = Arrays.copyOf(bytes(ANSWER), length);

            assertThatThrownBy(() -> EnrolmentForm.decodeAnswer(cut))
                    .isInstanceOf(MalformedFeed.class);
        }
    }

    private static EnrolAnswer sealed(int length) {
        EnrolAnswer answer = EnrolmentForm.decodeAnswer(bytes(ANSWER));
        return new EnrolAnswer(
                answer.gateway(),
                answer.edge(),
                answer.deployment(),
                answer.ikeDomain(),
                answer.token(),
                Bytes.copyOf(new byte[length]));
    }

    private static String text(byte[] form) {
        return new String(form, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String form) {
        return form.getBytes(StandardCharsets.UTF_8);
    }
}
