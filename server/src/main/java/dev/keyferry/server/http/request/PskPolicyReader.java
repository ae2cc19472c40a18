package dev.keyferry.server.http.request;

import dev.keyferry.server.domain.PskPolicy;
import dev.keyferry.server.domain.PskPolicy.Alphabet;
import dev.keyferry.server.http.answer.RequestRefused;
import java.util.OptionalInt;

/**
 * Reads {@code psk_policy}, {@code {minimum_length, minimum_bits, bytes}}. A member that is left
 * out has its default: a policy is sent as a whole. Confined to one thread.
 */
public final class PskPolicyReader {
    private final JsonBody body;
    private final String pointer;
    private OptionalInt minimumLength = OptionalInt.empty();
    private int minimumBits = PskPolicy.DEFAULT.minimumBits();
    private Alphabet alphabet = PskPolicy.DEFAULT.alphabet();

    private PskPolicyReader(JsonBody body, String pointer) {
        this.body = body;
        this.pointer = pointer;
    }

    /**
     * Reads the object that comes next.
     *
     * @throws RequestRefused if it is not such an object, or not a policy
     */
    public static PskPolicy read(JsonBody body, String pointer) {
        PskPolicyReader reader = new PskPolicyReader(body, pointer);
        body.nextObject(pointer, reader::readMember);
        return reader.policy();
    }

    private void readMember(String member) {
        String here = pointer + "/" + member;
        switch (member) {
            case "minimum_length" -> minimumLength = OptionalInt.of(number(here));
            case "minimum_bits" -> minimumBits = number(here);
            case "bytes" ->
                    alphabet = Field.parse(here, body.string(here), PskPolicyReader::alphabet);
            default -> body.skip();
        }
    }

    private PskPolicy policy() {
        return Field.parse(
                pointer,
                alphabet,
                bytes -> new PskPolicy(minimumLength.orElse(bytes.shortest()), minimumBits, bytes));
    }

    /** Numbers beyond an int are beyond every bound, so it does not matter by how much. */
    private int number(String here) {
        return Math.clamp(body.wholeNumber(here), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    private static Alphabet alphabet(String bytes) {
        return switch (bytes) {
            case "printable" -> Alphabet.PRINTABLE;
            case "any" -> Alphabet.ANY;
            default -> throw new IllegalArgumentException("bytes must be printable or any");
        };
    }
}
