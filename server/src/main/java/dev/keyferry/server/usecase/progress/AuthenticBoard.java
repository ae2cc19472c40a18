package dev.keyferry.server.usecase.progress;

import dev.keyferry.feed.codec.MalformedFeed;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.seal.FingerprintKey;
import dev.keyferry.server.usecase.port.ProgressBoard;
import dev.keyferry.server.usecase.port.ProgressBoard.Note;
import dev.keyferry.server.usecase.port.ProgressBoard.Posted;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A board of which only what a server wrote counts: who can write to the database alone cannot have
 * a key taken for loaded, nor an edge's key for known to a gateway. He can put back what a server
 * wrote, and that is then as old as it is. Thread-safe where {@code forged} is.
 */
public final class AuthenticBoard {
    private final ProgressBoard board;
    private final FingerprintKey key;
    private final Consumer<GatewayName> forged;

    /**
     * @param forged is told of whom there is a word that no server wrote
     */
    public AuthenticBoard(ProgressBoard board, FingerprintKey key, Consumer<GatewayName> forged) {
        this.board = board;
        this.key = key;
        this.forged = forged;
    }

    /**
     * What was read.
     *
     * @param position from which the next reading goes on
     */
    public record Reading(long position, List<Heard> words) {
        public Reading {
            words = List.copyOf(words);
        }
    }

    /** See {@link ProgressBoard#post}. */
    public void post(List<Heard> words) throws InterruptedException {
        board.post(words.stream().map(this::note).toList());
    }

    /** See {@link ProgressBoard#after}; what no server wrote, or one that is newer, is left out. */
    public Reading after(long position) throws InterruptedException {
        Posted posted = board.after(position);
        List<Heard> words = new ArrayList<>();
        posted.notes().forEach(note -> word(note).ifPresent(words::add));
        return new Reading(posted.position(), words);
    }

    private Note note(Heard heard) {
        GatewayName gateway = heard.word().gateway();
        int kind = WordForm.kind(heard.word());
        Instant on = heard.on().truncatedTo(ChronoUnit.MICROS);
        Bytes content = WordForm.encode(heard.word());
        return new Note(gateway, kind, on, content, mac(gateway, kind, on, content));
    }

    private Optional<Heard> word(Note note) {
        Bytes right = mac(note.gateway(), note.kind(), note.heardOn(), note.content());
        if (!MessageDigest.isEqual(right.toArray(), note.mac().toArray())) {
            forged.accept(note.gateway());
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Heard(
                            WordForm.decode(note.gateway(), note.kind(), note.content()),
                            note.heardOn()));
        } catch (IllegalArgumentException | MalformedFeed e) {
            // A server of a newer version wrote it.
            return Optional.empty();
        }
    }

    private Bytes mac(GatewayName gateway, int kind, Instant on, Bytes content) {
        return key.ofWord(
                List.of(
                        gateway.value(),
                        Integer.toString(kind),
                        Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, on)),
                        HexFormat.of().formatHex(sha256(content))));
    }

    private static byte[] sha256(Bytes content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content.toArray());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
