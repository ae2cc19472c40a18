package dev.keyferry.vici;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ViciMessageTest {
    private static final ViciMessage INNER = ViciMessage.builder().put("auth", "psk").build();
    private static final ViciMessage MESSAGE =
            ViciMessage.builder()
                    .put("id", "x")
                    .put("data", new byte[] {0, -1})
                    .putList("owners", List.of("a", "b"))
                    .putSection("remote", INNER)
                    .putSection("local", ViciMessage.EMPTY)
                    .build();

    @Test
    void readsWhatWasPutInItsOrder() {
        assertThat(MESSAGE.keys()).containsExactly("id", "data", "owners", "remote", "local");
        assertThat(MESSAGE.text("id")).contains("x");
        assertThat(MESSAGE.bytes("data")).hasValue(new byte[] {0, -1});
        assertThat(MESSAGE.list("owners")).containsExactly("a", "b");
        assertThat(MESSAGE.section("remote")).contains(INNER);
        assertThat(MESSAGE.sections()).containsOnlyKeys("remote", "local");
        assertThat(MESSAGE.sections().keySet()).containsExactly("remote", "local");
    }

    @Test
    void answersEmptyForWhatIsAbsentOrOfAnotherKind() {
        assertThat(MESSAGE.text("none")).isEmpty();
        assertThat(MESSAGE.text("owners")).isEmpty();
        assertThat(MESSAGE.bytes("remote")).isEmpty();
        assertThat(MESSAGE.list("id")).isEmpty();
        assertThat(MESSAGE.list("none")).isEmpty();
        assertThat(MESSAGE.section("id")).isEmpty();
        assertThat(ViciMessage.EMPTY.keys()).isEmpty();
    }

    @Test
    void showsNamesAndSizesButNoValue() {
        ViciMessage secret =
                ViciMessage.builder()
                        .put("data", "MARKER")
                        .putList("owners", List.of("MARKER"))
                        .putSection("a\nb", ViciMessage.builder().put("k", "MARKER").build())
                        .build();
        assertThat(secret).hasToString("{data=<6 bytes>, owners=[1 items], a?b={k=<6 bytes>}}");
    }

    @Test
    void isNotChangedThroughWhatWentInOrCameOut() {
        byte[] put = {1};
        ViciMessage.Builder builder = ViciMessage.builder().put("data", put);
        ViciMessage message = builder.build();
        put[0] = 2;
        message.bytes("data").orElseThrow()[0] = 3;
        builder.put("more", "x");
        assertThat(message.bytes("data")).hasValue(new byte[] {1});
        assertThat(message.keys()).containsExactly("data");
    }

    @Test
    void equalsByKindValueAndOrder() {
        assertThat(of(b -> b.put("a", "1").put("b", "2")))
                .isEqualTo(of(b -> b.put("a", "1").put("b", "2")))
                .hasSameHashCodeAs(of(b -> b.put("a", "1").put("b", "2")))
                .isNotEqualTo(of(b -> b.put("b", "2").put("a", "1")))
                .isNotEqualTo(of(b -> b.put("a", "1").put("b", "3")))
                .isNotEqualTo(of(b -> b.put("a", "1").putList("b", List.of("2"))));
        assertThat(of(b -> b.putList("l", List.of("x"))))
                .isEqualTo(of(b -> b.putList("l", List.of("x"))))
                .isNotEqualTo(of(b -> b.putList("l", List.of("y"))))
                .isNotEqualTo(of(b -> b.putSection("l", INNER)));
    }

    @Test
    void takesTheLongestNameAndValueAndRefusesOneMore() {
        String longestName = "n".repeat(ViciMessage.MAX_NAME_BYTES);
        assertThat(of(b -> b.put(longestName, "")).keys()).containsExactly(longestName);
        assertRefused(b -> b.put(longestName + "n", ""));
        // The limit counts bytes of UTF-8, not characters.
        assertRefused(b -> b.put("ü".repeat(128), ""));

        byte[] longest = new byte[ViciMessage.MAX_VALUE_BYTES];
        assertThat(of(b -> b.put("v", longest)).bytes("v")).hasValue(longest);
        assertRefused(b -> b.put("v", new byte[ViciMessage.MAX_VALUE_BYTES + 1]));
        String longestItem = "i".repeat(ViciMessage.MAX_VALUE_BYTES);
        assertThat(of(b -> b.putList("l", List.of(longestItem))).list("l")).hasSize(1);
        assertRefused(b -> b.put("v", longestItem + "i"));
        assertRefused(b -> b.putList("l", List.of(longestItem + "i")));
    }

    @Test
    void buildsTheDeepestAndRefusesOneMore() {
        ViciMessage deepest = nested(ViciMessage.MAX_DEPTH);
        assertThat(deepest.depth()).isEqualTo(ViciMessage.MAX_DEPTH);
        assertRefused(b -> b.putSection("s", deepest));
    }

    @Test
    void buildsTheLargestAndRefusesOneMore() {
        List<String> most = Collections.nCopies(ViciMessage.MAX_ELEMENTS - 1, "");
        ViciMessage largest = of(b -> b.putList("l", most));
        assertThat(largest.elements()).isEqualTo(ViciMessage.MAX_ELEMENTS);
        assertRefused(b -> b.putList("l", most).put("x", ""));
    }

    @Test
    void refusesANameTwice() {
        assertRefused(b -> b.put("MARKER", "MARKER").putList("MARKER", List.of()));
    }

    private static ViciMessage nested(int depth) {
        ViciMessage message = ViciMessage.EMPTY;
        for (int i = 0; i < depth; i++) {
            message = ViciMessage.builder().putSection("s", message).build();
        }
        return message;
    }

    private static ViciMessage of(Consumer<ViciMessage.Builder> puts) {
        ViciMessage.Builder builder = ViciMessage.builder();
        puts.accept(builder);
        return builder.build();
    }

    private static void assertRefused(Consumer<ViciMessage.Builder> puts) {
        assertThatThrownBy(() -> of(puts))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("MARKER");
    }
}
