package dev.keyferry.server.console.view;

import dev.keyferry.server.domain.KeyStatus;
import dev.keyferry.server.usecase.survey.KeyQuestion;
import java.util.Locale;

/**
 * A state as a word with a sign before it, so that it does not hang on colours.
 *
 * @param kind of which class it is for the style sheet: good, wait, bad or none
 */
public record Mark(String sign, String word, String kind) {
    public static final Mark NO_KEY = new Mark("·", "no key", "none");
    public static final Mark LOADED = new Mark("●", "loaded", "good");
    public static final Mark UNSERVED = new Mark("–", "unserved", "wait");
    public static final Mark PROVEN = new Mark("✓", "proven", "good");
    public static final Mark REJECTED = new Mark("✕", "rejected", "bad");
    public static final Mark UNPROVEN = new Mark("?", "unproven", "none");

    public static Mark of(KeyStatus.State state) {
        String word = state.name().toLowerCase(Locale.ROOT);
        return switch (state) {
            case LOADED -> LOADED;
            case PARTIAL -> new Mark("◐", word, "wait");
            case STORED -> new Mark("○", word, "wait");
            case UNSERVED -> UNSERVED;
        };
    }

    /** Loaded is what gateways say; proven is what a peer showed. */
    public static Mark ofProof(KeyStatus status) {
        if (status.isProven()) {
            return PROVEN;
        }
        return KeyStatus.Filter.REJECTED.takes(status) ? REJECTED : UNPROVEN;
    }

    public static Mark of(KeyQuestion question) {
        return switch (question) {
            case ANY -> new Mark("", "all tunnels", "none");
            case NONE -> NO_KEY;
            case UNSERVED -> UNSERVED;
            case STORED -> of(KeyStatus.State.STORED);
            case PARTIAL -> of(KeyStatus.State.PARTIAL);
            case LOADED -> LOADED;
            case PROVEN -> PROVEN;
            case REJECTED -> REJECTED;
            case UNPROVEN ->
                    new Mark("?", "unproven for " + KeyQuestion.LONG.toDays() + " days", "wait");
        };
    }
}
