package dev.keyferry.vici;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.vici.ViciPacket.CommandRequest;
import dev.keyferry.vici.ViciPacket.CommandResponse;
import dev.keyferry.vici.ViciPacket.CommandUnknown;
import dev.keyferry.vici.ViciPacket.Event;
import dev.keyferry.vici.ViciPacket.EventConfirm;
import dev.keyferry.vici.ViciPacket.EventRegister;
import dev.keyferry.vici.ViciPacket.EventUnknown;
import dev.keyferry.vici.ViciPacket.EventUnregister;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A run is repeated with {@code -Dkeyferry.seed=N}. */
class ViciPacketFuzzTest {
    private static final int ROUNDS = 20_000;

    private final long seed = Long.getLong("keyferry.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @BeforeEach
    void printSeed() {
        System.out.println("seed of the VICI packets: " + seed);
    }

    @Test
    void readsBackWhateverItWrites() {
        for (int i = 0; i < ROUNDS; i++) {
            ViciPacket packet = packet();
            assertThat(ViciPacket.decode(packet.encode())).as("seed %d", seed).isEqualTo(packet);
        }
    }

    @Test
    void readsOnlyWhatItWouldWriteItself() {
        int accepted = 0;
        for (int i = 0; i < ROUNDS; i++) {
            byte[] mutated = mutate(packet().encode());
            try {
                ViciPacket packet = ViciPacket.decode(mutated);
                accepted++;
                // There is one way to write a packet: what is read must give the same bytes.
                assertThat(packet.encode()).as("seed %d", seed).isEqualTo(mutated);
            } catch (ViciProtocolError e) {
                assertThat(e).hasNoCause();
            }
        }
        assertThat(accepted).as("seed %d", seed).isBetween(1, ROUNDS - 1);
    }

    private byte[] mutate(byte[] bytes) {
        byte[] mutated = bytes;
        for (int i = random.nextInt(1, 4); i > 0 && mutated.length > 0; i--) {
            int at = random.nextInt(mutated.length);
            switch (random.nextInt(4)) {
                case 0 -> mutated[at] = (byte) random.nextInt();
                case 1 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> mutated = Arrays.copyOf(mutated, at);
                default -> mutated = Arrays.copyOf(mutated, mutated.length + random.nextInt(4));
            }
        }
        return mutated;
    }

    private ViciPacket packet() {
        return switch (random.nextInt(8)) {
            case 0 -> new CommandRequest(name(), message(0));
            case 1 -> new CommandResponse(message(0));
            case 2 -> new CommandUnknown();
            case 3 -> new EventRegister(name());
            case 4 -> new EventUnregister(name());
            case 5 -> new EventConfirm();
            case 6 -> new EventUnknown();
            default -> new Event(name(), message(0));
        };
    }

    private ViciMessage message(int depth) {
        ViciMessage.Builder builder = ViciMessage.builder();
        for (int i = random.nextInt(5); i > 0; i--) {
            String key = i + name();
            switch (random.nextInt(depth < 4 ? 3 : 2)) {
                case 0 -> builder.put(key, bytes());
                case 1 -> builder.putList(key, items());
                default -> builder.putSection(key, message(depth + 1));
            }
        }
        return builder.build();
    }

    private List<String> items() {
        List<String> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            items.add(name() + "ü");
        }
        return items;
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        return bytes;
    }

    private String name() {
        int length = random.nextInt(1, 20);
        return random.ints(length, ' ', '~' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
