package dev.keyferry.feed.codec;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.AccountNumber;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.PskVersion;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.feed.identity.IkeIdentity;
import dev.keyferry.feed.record.KeyBinding;
import java.util.ArrayList;
import java.util.List;

/** The fields of a binding within a record. */
final class BindingForm {
    static final int MAX_BYTES =
            Epoch.DIGITS / 2
                    + 1
                    + EdgeId.MAX_LENGTH
                    + AccountId.DIGITS / 2
                    + Long.BYTES
                    + TunnelId.DIGITS / 2
                    + Long.BYTES
                    + 1
                    + KeyBinding.MAX_IDENTITIES * (2 + IkeIdentity.MAX_BYTES);

    private BindingForm() {}

    static void write(WireWriter writer, KeyBinding binding) {
        writer.fixedHex(binding.epoch().value());
        writer.shortText(binding.edge().value());
        writer.fixedHex(binding.account().value());
        writer.u64(binding.number().value());
        writer.fixedHex(binding.tunnel().value());
        writer.u64(binding.version().value());
        writer.u8(binding.identities().size());
        for (IkeIdentity identity : binding.identities()) {
            writer.u8(code(identity.type()));
            writer.shortHex(identity.hex());
        }
    }

    static KeyBinding read(WireReader reader) {
        return new KeyBinding(
                new Epoch(reader.fixedHex(Epoch.DIGITS)),
                new EdgeId(reader.shortText(EdgeId.MAX_LENGTH)),
                new AccountId(reader.fixedHex(AccountId.DIGITS)),
                new AccountNumber(reader.u64()),
                new TunnelId(reader.fixedHex(TunnelId.DIGITS)),
                new PskVersion(reader.u64()),
                identities(reader));
    }

    private static List<IkeIdentity> identities(WireReader reader) {
        int count = reader.u8();
        if (count > KeyBinding.MAX_IDENTITIES) {
            throw reader.malformed("a count past its limit");
        }
        List<IkeIdentity> identities = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            var type = reader.choice(IkeIdentity.Type.values(), BindingForm::code);
            identities.add(new IkeIdentity(type, reader.shortHex(IkeIdentity.MAX_BYTES)));
        }
        return identities;
    }

    private static int code(IkeIdentity.Type type) {
        return switch (type) {
            case KEYID -> 1;
            case FQDN -> 2;
            case EMAIL -> 3;
            case IPV4 -> 4;
            case IPV6 -> 5;
            case DN -> 6;
        };
    }
}
