package dev.keyferry.server.contract.hostile;

import java.util.List;
import java.util.Random;

/** Choices by chance. Confined to one thread. */
final class Draw {
    private final Random random;

    Draw(Random random) {
        this.random = random;
    }

    /** From 0 to less than the bound. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** True once in so many times. */
    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    <T> T of(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    String inserted(String text, String part) {
        int at = random.nextInt(text.length() + 1);
        return text.substring(0, at) + part + text.substring(at);
    }
}
