package dev.keyferry.server.console.view.keys;

import static java.util.Comparator.comparingInt;

import dev.keyferry.feed.id.Revision;
import dev.keyferry.server.console.view.Mark;
import dev.keyferry.server.keyfile.RefusedLine;
import dev.keyferry.server.keyfile.SetPlan;
import dev.keyferry.server.keyfile.SetPlan.Addressed;
import dev.keyferry.server.usecase.SetPsks.Applied;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What setting the keys of a file would do.
 *
 * @param account the name of the account
 * @param checked how far the store went
 * @param stamp brings the text back as the one that was looked through; empty if nothing would be
 *     set
 * @param refused the lines of which nothing would be set
 * @param remarked those to look at once more
 * @param plain the others
 */
public record CheckedKeys(
        String account,
        Revision checked,
        String stamp,
        List<KeyRow> refused,
        List<KeyRow> remarked,
        List<KeyRow> plain,
        List<String> notes)
        implements KeysView.Result {
    public CheckedKeys {
        refused = List.copyOf(refused);
        remarked = List.copyOf(remarked);
        plain = List.copyOf(plain);
        notes = List.copyOf(notes);
    }

    /**
     * Sorts the lines of a file.
     *
     * @param plan of the whole file
     * @param dry what a call that changes nothing answered
     */
    public static CheckedKeys of(String account, String stamp, SetPlan plan, KeyAnswers dry) {
        List<RefusedLine> refused = new ArrayList<>(plan.refused());
        List<KeyRow> remarked = new ArrayList<>();
        List<KeyRow> plain = new ArrayList<>();
        Map<Integer, List<String>> remarks = dry.remarks();
        for (Addressed key : plan.addressed()) {
            Optional<RefusedLine> refusal = dry.refusal(key);
            if (refusal.isPresent()) {
                refused.add(refusal.get());
                continue;
            }
            List<String> said = remarks.getOrDefault(key.entry(), List.of());
            KeyRow row = KeyRow.of(key.line(), mark(dry.applied(key)), said);
            (said.isEmpty() ? plain : remarked).add(row);
        }
        return new CheckedKeys(
                account,
                dry.answer().head(),
                remarked.isEmpty() && plain.isEmpty() ? "" : stamp,
                refused.stream()
                        .sorted(comparingInt(RefusedLine::entry))
                        .map(KeyRow::refused)
                        .toList(),
                remarked,
                plain,
                dry.notes());
    }

    @Override
    public String title() {
        return "Checked, and nothing set yet";
    }

    /** How many keys would be set. */
    public int count() {
        return remarked.size() + plain.size();
    }

    // Whether the key is the one that is in force, a dry run does not tell: one could try guesses.
    private static Mark mark(Optional<Applied> applied) {
        return applied.flatMap(Applied::status)
                .map(now -> new Mark("→", "after v" + now.version().value(), "good"))
                .orElse(new Mark("+", "first key", "good"));
    }
}
