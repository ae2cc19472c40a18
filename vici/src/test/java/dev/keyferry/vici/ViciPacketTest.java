package dev.keyferry.vici;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.vici.PacketVectors.Vector;
import dev.keyferry.vici.ViciPacket.CommandRequest;
import dev.keyferry.vici.ViciPacket.CommandResponse;
import dev.keyferry.vici.ViciPacket.EventRegister;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ViciPacketTest {
    static List<Vector> vectors() {
        return PacketVectors.all();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void readsAndWritesWhatTheFileSays(Vector vector) {
        if (!vector.isAccepted()) {
            assertThatThrownBy(() -> ViciPacket.decode(vector.bytes()))
                    .isInstanceOf(ViciProtocolError.class)
                    .hasMessageContaining(vector.expected());
            return;
        }
        ViciPacket packet = ViciPacket.decode(vector.bytes());
        assertThat(PacketVectors.show(packet)).isEqualTo(vector.expected());
        assertThat(packet.encode()).isEqualTo(vector.bytes());
    }

    @Test
    void hasVectorsOfBothKinds() {
        assertThat(vectors()).filteredOn(Vector::isAccepted).hasSizeGreaterThan(15);
        assertThat(vectors()).filteredOn(vector -> !vector.isAccepted()).hasSizeGreaterThan(25);
    }

    @Test
    void refusesEveryCutOfARequestThatCutsAnElement() {
        byte[] whole =
                new CommandResponse(
                                ViciMessage.builder()
                                        .put("a", "MARKER")
                                        .putList("l", List.of("MARKER"))
                                        .build())
                        .encode();
        int ends = 0;
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            try {
                ViciPacket.decode(cut);
                ends++;
            } catch (ViciProtocolError e) {
                assertThat(e).hasMessageNotContaining("MARKER");
            }
        }
        // Only the bare type byte and the first entry alone are whole messages.
        assertThat(ends).isEqualTo(2);
    }

    @Test
    void takesAPacketAsLongAsAFrameAndRefusesOneByteMore() {
        CommandResponse longest = new CommandResponse(messageOfSize(524_288 - 1));
        byte[] bytes = longest.encode();
        assertThat(bytes).hasSize(524_288);
        assertThat(ViciPacket.decode(bytes)).isEqualTo(longest);

        CommandResponse over = new CommandResponse(messageOfSize(524_288));
        assertThatThrownBy(over::encode)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("524289");
        assertThatThrownBy(() -> ViciPacket.decode(Arrays.copyOf(bytes, 524_289)))
                .isInstanceOf(ViciProtocolError.class)
                .hasMessageContaining("524289");
    }

    @Test
    void takesACommandNameOf255AndRefusesOthers() {
        String longest = "c".repeat(255);
        EventRegister register = new EventRegister(longest);
        assertThat(ViciPacket.decode(register.encode())).isEqualTo(register);
        for (String wrong : List.of("", longest + "c", "ü", "a\0")) {
            assertThatThrownBy(() -> new CommandRequest(wrong, ViciMessage.EMPTY))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void readsTheDeepestNestingAndRefusesOneMore() {
        assertThat(PacketVectors.show(ViciPacket.decode(nested(ViciMessage.MAX_DEPTH))))
                .endsWith("a={" + "}".repeat(ViciMessage.MAX_DEPTH + 1));
        assertThatThrownBy(() -> ViciPacket.decode(nested(ViciMessage.MAX_DEPTH + 1)))
                .isInstanceOf(ViciProtocolError.class)
                .hasMessageContaining("nest deeper than 16");
    }

    @Test
    void readsTheMostElementsAndRefusesOneMore() {
        byte[] most = listOf(ViciMessage.MAX_ELEMENTS - 1);
        CommandResponse response = (CommandResponse) ViciPacket.decode(most);
        assertThat(response.message().list("l")).hasSize(ViciMessage.MAX_ELEMENTS - 1);
        assertThat(response.encode()).isEqualTo(most);
        assertThatThrownBy(() -> ViciPacket.decode(listOf(ViciMessage.MAX_ELEMENTS)))
                .isInstanceOf(ViciProtocolError.class)
                .hasMessageContaining("more than 131072 elements");
    }

    /** A message that takes exactly so many bytes. */
    static ViciMessage messageOfSize(int size) {
        ViciMessage.Builder builder = ViciMessage.builder();
        int left = size;
        for (int i = 0; left > 0; i++) {
            String name = "%04d".formatted(i);
            int overhead = 1 + 1 + name.length() + 2;
            // None takes so much that what is left could not be an entry.
            int value = left < 40_000 ? left - overhead : 20_000;
            builder.put(name, new byte[value]);
            left -= overhead + value;
        }
        return builder.build();
    }

    private static byte[] nested(int depth) {
        String open = String.join("", Collections.nCopies(depth, "010161"));
        return HexFormat.of().parseHex("01" + open + "02".repeat(depth));
    }

    private static byte[] listOf(int items) {
        byte[] bytes = new byte[1 + 3 + 3 * items + 1];
        bytes[0] = 1;
        bytes[1] = 4;
        bytes[2] = 1;
        bytes[3] = 'l';
        for (int i = 0; i < items; i++) {
            bytes[4 + 3 * i] = 5;
        }
        bytes[bytes.length - 1] = 6;
        return bytes;
    }
}
