package dev.keyferry.server.console.view.keys;

import dev.keyferry.server.console.view.AccountChoice;
import java.util.Optional;

/**
 * The page that sets many keys.
 *
 * @param isAllowed whether the token may set keys of the chosen account
 * @param result empty before anything was sent
 */
public record KeysView(AccountChoice choice, boolean isAllowed, Optional<Result> result) {
    private static final String FORM = "Set keys";

    /** What came of the text that was sent last. */
    public sealed interface Result permits Problem, CheckedKeys, SetKeys {
        /** What its heading says, and the page's title where that is its answer. */
        String title();
    }

    public String title() {
        return result.map(Result::title).orElse(FORM);
    }

    /**
     * Nothing was done.
     *
     * @param place the id of what is shown in its stead
     */
    public record Problem(String place, String sentence) implements Result {
        @Override
        public String title() {
            return "Not set";
        }

        /** Of a text that is sent for the first time. */
        public static Problem of(String why) {
            return new Problem("problem-of-keys", "Nothing was set: " + why + ".");
        }

        /** Of one of which some was set already. */
        public static Problem midway(String why) {
            return new Problem("far", "Nothing more was set: " + why + ".");
        }
    }
}
