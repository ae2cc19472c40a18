package dev.keyferry.server.usecase.keys;

import static java.util.stream.Collectors.joining;

import dev.keyferry.feed.seal.Fingerprint;
import dev.keyferry.server.domain.Notice;
import dev.keyferry.server.domain.Notice.Code;
import dev.keyferry.server.domain.PskPolicy;
import dev.keyferry.server.usecase.keys.finding.KeyShape;
import dev.keyferry.server.usecase.keys.finding.KeyShape.Ends;
import dev.keyferry.server.usecase.keys.finding.KeyShape.Prefix;
import dev.keyferry.server.usecase.keys.finding.RouterBrand;
import dev.keyferry.server.usecase.refusal.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What there is to say of accepted keys, compared with each other but with nothing stored. No text
 * has a key or a part of one. Confined to one thread.
 */
public final class KeyFindings {
    /** Most findings of one request; one more item counts the others. */
    public static final int MAX_FINDINGS = 1_000;

    private final List<Notice> told = new ArrayList<>();
    private int leftOut;

    private KeyFindings() {}

    /**
     * A key and where it stands.
     *
     * @param pointer JSON pointer to the key's object in the request's body
     */
    public record Pointed(String pointer, Candidate key) {
        /**
         * Refuses the whole request for a key that the account does not accept.
         *
         * @throws Refusal.Invalid with a pointer to the key
         */
        public void requireUnder(PskPolicy policy) {
            KeyPolicy.against(policy, key.assessment())
                    .ifPresent(reason -> {
                        throw new Refusal.Invalid(pointer + "/psk", reason.sentence());
                    });
        }
    }

    /** The findings in the order of the keys. */
    public static List<Notice> of(List<Pointed> keys) {
        KeyFindings findings = new KeyFindings();
        Map<Fingerprint, Pointed> firsts = HashMap.newHashMap(keys.size());
        for (Pointed pointed : keys) {
            findings.look(pointed);
            Pointed first = firsts.putIfAbsent(pointed.key().fingerprint(), pointed);
            if (first != null) {
                findings.tell(
                        Code.SHARED_KEY,
                        "the same key as " + first.pointer() + ": who learns it has both",
                        pointed);
            }
        }
        return findings.all();
    }

    private void look(Pointed pointed) {
        KeyShape shape = pointed.key().assessment().shape();
        KeyPolicy.weakness(pointed.key().assessment())
                .ifPresent(weakness -> tell(Code.WEAK_KEY, weakness, pointed));
        prefix(shape.prefix()).ifPresent(text -> tell(Code.KEY_PREFIX, text, pointed));
        if (shape.ends() == Ends.BLANK) {
            String text = "the key begins or ends with a blank, which is easily lost in copying";
            tell(Code.KEY_BLANK_AT_END, text, pointed);
        }
        if (!shape.isPrintableAscii()) {
            String text =
                    "the key has a control character or one beyond ASCII, which many routers cannot"
                            + " be given or encode in another way";
            tell(Code.KEY_NOT_PRINTABLE, text, pointed);
        }
        List<RouterBrand> refusing = RouterBrand.refusing(shape);
        if (!refusing.isEmpty()) {
            String rules = refusing.stream().map(RouterBrand::text).collect(joining("; "));
            tell(Code.KEY_REFUSED_BY_ROUTERS, "some routers refuse the key: " + rules, pointed);
        }
    }

    private static Optional<String> prefix(Prefix prefix) {
        return switch (prefix) {
            case HEX ->
                    Optional.of(
                            "the key begins with 0x: configurations of strongSwan, Libreswan and"
                                    + " FortiOS read the rest as hexadecimal digits");
            case BASE64 ->
                    Optional.of(
                            "the key begins with 0s: configurations of strongSwan and Libreswan"
                                    + " read the rest as Base64");
            case ZERO, NONE -> Optional.empty();
        };
    }

    private void tell(Code code, String text, Pointed pointed) {
        if (told.size() < MAX_FINDINGS) {
            told.add(new Notice(code, text, Optional.of(pointed.pointer() + "/psk")));
            return;
        }
        leftOut++;
    }

    private List<Notice> all() {
        if (leftOut > 0) {
            String text = leftOut + " more findings are not listed";
            told.add(new Notice(Code.FINDINGS_LEFT_OUT, text, Optional.empty()));
        }
        return List.copyOf(told);
    }
}
