package dev.keyferry.server.store.rows.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keyferry.feed.identity.IkeIdentity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentityListTest {
    @Test
    void givesBackEveryTypeAndLength() {
        List<IkeIdentity> all = new ArrayList<>();
        for (IkeIdentity.Type type : IkeIdentity.Type.values()) {
            int length =
                    switch (type) {
                        case IPV4 -> 4;
                        case IPV6 -> 16;
                        case KEYID, FQDN, EMAIL, DN -> IkeIdentity.MAX_BYTES;
                    };
            all.add(new IkeIdentity(type, "ab".repeat(length)));
        }
        all.add(new IkeIdentity(IkeIdentity.Type.KEYID, "00"));

        assertThat(IdentityList.decode(IdentityList.encode(all))).isEqualTo(all);
        assertThat(IdentityList.decode(new byte[0])).isEmpty();
    }

    @Test
    void hasOneFormForEver() {
        IkeIdentity identity = IkeIdentity.ofText(IkeIdentity.Type.FQDN, "ab");

        assertThat(HexFormat.of().formatHex(IdentityList.encode(List.of(identity))))
                .isEqualTo("02026162");
    }

    @Test
    void isNeverReadInPart() {
        byte[] form = IdentityList.encode(List.of(IkeIdentity.ofText(IkeIdentity.Type.FQDN, "ab")));

        assertThatThrownBy(() -> IdentityList.decode(Arrays.copyOf(form, 3)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> IdentityList.decode(Arrays.copyOf(form, 5)))
                .isInstanceOf(IllegalStateException.class);
        form[0] = 7;
        assertThatThrownBy(() -> IdentityList.decode(form))
                .isInstanceOf(IllegalStateException.class);
    }
}
