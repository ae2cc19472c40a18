package dev.keyferry.server.usecase.keys;

import dev.keyferry.feed.seal.Fingerprint;
import dev.keyferry.server.domain.Notice;
import dev.keyferry.server.domain.Notice.Code;
import dev.keyferry.server.usecase.keys.KeySetter.Candidate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What there is to say of accepted keys, compared with each other but with nothing stored. */
public final class KeyFindings {
    private KeyFindings() {}

    /**
     * A key and where it stands.
     *
     * @param pointer JSON pointer to the key's object in the request's body
     */
    public record Pointed(String pointer, Candidate key) {}

    public static List<Notice> of(List<Pointed> keys) {
        List<Notice> findings = new ArrayList<>();
        Map<Fingerprint, Pointed> firsts = HashMap.newHashMap(keys.size());
        for (Pointed pointed : keys) {
            Optional<String> pointer = Optional.of(pointed.pointer() + "/psk");
            KeyPolicy.weakness(pointed.key().psk())
                    .map(weakness -> new Notice(Code.WEAK_KEY, weakness, pointer))
                    .ifPresent(findings::add);
            Pointed first = firsts.putIfAbsent(pointed.key().fingerprint(), pointed);
            if (first != null) {
                String text = "the same key as " + first.pointer() + ": who learns it has both";
                findings.add(new Notice(Code.SHARED_KEY, text, pointer));
            }
        }
        return findings;
    }
}
