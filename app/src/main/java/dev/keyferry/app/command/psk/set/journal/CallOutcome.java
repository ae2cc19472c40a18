package dev.keyferry.app.command.psk.set.journal;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.keyferry.app.api.ApiMessage;
import dev.keyferry.app.api.KeySettingOutcome;
import dev.keyferry.app.api.KeyState;
import dev.keyferry.app.api.Printable;
import dev.keyferry.server.keyfile.RefusedLine;
import dev.keyferry.server.keyfile.SetPlan.Addressed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What one call came to, by the lines of the file; holds no key. */
public record CallOutcome(List<Applied> applied, List<RefusedLine> refused, List<Note> notes) {
    private static final Pattern POINTER = Pattern.compile("/psks/(\\d{1,9})(/.*)?");

    public CallOutcome {
        applied = List.copyOf(applied);
        refused = List.copyOf(refused);
        notes = List.copyOf(notes);
    }

    /**
     * A key that is in force, or would be.
     *
     * @param tunnel as the file names it
     * @param state empty where the call only validated
     * @param json what the API said, without the key
     */
    public record Applied(
            int entry, String tunnel, String id, Optional<KeyState> state, String json) {}

    /**
     * What the API says beside.
     *
     * @param line of the file that it is about, 0 where it is about none
     */
    public record Note(int code, String message, int line) {
        /** The first and last code of what is said of gateways. */
        private static final int FIRST_OF_GATEWAYS = 19201;

        private static final int LAST_OF_GATEWAYS = 19205;

        public boolean isOfGateway() {
            return code >= FIRST_OF_GATEWAYS && code <= LAST_OF_GATEWAYS;
        }

        /** What it says, wherever. */
        public String said() {
            return Printable.of(message) + " (code " + code + ")";
        }
    }

    public static CallOutcome of(List<Addressed> sent, KeySettingOutcome outcome) {
        Map<String, Addressed> byTunnel =
                sent.stream().collect(toMap(key -> key.line().tunnel(), identity()));
        List<Applied> applied = new ArrayList<>();
        for (KeySettingOutcome.Applied key : outcome.applied()) {
            Addressed line = byTunnel.get(key.tunnel());
            if (line != null) {
                applied.add(applied(line, key));
            }
        }
        List<RefusedLine> refused = new ArrayList<>();
        outcome.refused()
                .forEach((tunnel, reason) -> {
                    Addressed line = byTunnel.get(tunnel);
                    if (line != null) {
                        refused.add(RefusedLine.of(line.line(), reason));
                    }
                });
        return new CallOutcome(
                applied,
                refused,
                outcome.messages().stream().map(message -> note(sent, message)).toList());
    }

    private static Applied applied(Addressed sent, KeySettingOutcome.Applied applied) {
        return new Applied(
                sent.entry(),
                applied.tunnel(),
                applied.id(),
                applied.state(),
                applied.json().toString());
    }

    private static Note note(List<Addressed> sent, ApiMessage message) {
        Matcher pointer = POINTER.matcher(message.pointer());
        int index = pointer.matches() ? Integer.parseInt(pointer.group(1)) : sent.size();
        int line = index < sent.size() ? sent.get(index).line().line() : 0;
        return new Note(message.code(), message.message(), line);
    }
}
