package dev.keyferry.app.command;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody meant who mistyped a name. */
final class Spelling {
    /** Of so many letters of a name one may be wrong, missing or too many. */
    private static final int LETTERS_PER_SLIP = 3;

    private Spelling() {}

    static Optional<String> closest(String typed, Collection<String> names) {
        return names.stream()
                .filter(name -> slips(typed, name) <= typed.length() / LETTERS_PER_SLIP)
                .min(Comparator.comparingInt(name -> slips(typed, name)));
    }

    /** Levenshtein's distance. */
    private static int slips(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
