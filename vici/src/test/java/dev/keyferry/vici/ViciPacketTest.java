package dev.keyferry.vici;

final class ViciPacketTest {
    /** A message that takes exactly so many bytes. */
    static ViciMessage messageOfSize(int size) {
        ViciMessage.Builder builder = ViciMessage.builder();
        int left = size;
        for (int i = 0; left > 0; i++) {
            String name = "n" + i;
            int overhead = 1 + 1 + name.length() + 2;
            int value = Math.min(left - overhead, 60_000);
            // The last one takes the rest, and must not leave less than an entry needs.
            int rest = left - overhead - value;
            if (rest > 0 && rest < 10) {
                value -= 10;
            }
            builder.put(name, new byte[value]);
            left -= overhead + value;
        }
        return builder.build();
    }
}
