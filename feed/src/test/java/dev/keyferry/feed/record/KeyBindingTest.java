package dev.keyferry.feed.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.keyferry.feed.Examples;
import dev.keyferry.feed.identity.IkeIdentity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyBindingTest {
    @Test
    void bindingHas1To16Identities() {
        assertThat(binding(identities(1)).identities()).hasSize(1);
        assertThat(binding(identities(16)).identities()).hasSize(16);
        refuses(List.of());
        refuses(identities(17));
    }

    @Test
    void identitiesAscendWithoutRepetition() {
        List<IkeIdentity> two = identities(2);

        refuses(two.reversed());
        refuses(List.of(two.getFirst(), two.getFirst()));
    }

    @Test
    void generatedIdentitiesAscend() {
        assertThat(Examples.binding().identities())
                .extracting(IkeIdentity::type)
                .containsExactly(
                        IkeIdentity.Type.KEYID, IkeIdentity.Type.FQDN, IkeIdentity.Type.EMAIL);
    }

    @Test
    void identitiesAreCopied() {
        List<IkeIdentity> given = new ArrayList<>(identities(2));
        KeyBinding binding = binding(given);
        given.clear();

        assertThat(binding.identities()).hasSize(2);
    }

    private static List<IkeIdentity> identities(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new IkeIdentity(IkeIdentity.Type.KEYID, "%02x".formatted(i)))
                .toList();
    }

    private static KeyBinding binding(List<IkeIdentity> identities) {
        return new KeyBinding(
                Examples.EPOCH,
                Examples.EDGE,
                Examples.ACCOUNT,
                Examples.NUMBER,
                Examples.TUNNEL,
                Examples.VERSION,
                identities);
    }

    private static void refuses(List<IkeIdentity> identities) {
        assertThatIllegalArgumentException().isThrownBy(() -> binding(identities));
    }
}
