package dev.keyferry.server.console.view.keys;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.joining;

import dev.keyferry.server.console.view.Mark;
import dev.keyferry.server.domain.KeyStatus;
import dev.keyferry.server.keyfile.RefusedLine;
import dev.keyferry.server.keyfile.SetPlan;
import dev.keyferry.server.keyfile.SetPlan.Addressed;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What came of the lines of one call, or of several.
 *
 * @param ended by which failure, before all lines were gone through
 * @param rows in the order of the file
 * @param done how many entries of the file were gone through, this call's included
 * @param total how many it has
 * @param run what brings the next call; never a key
 */
public record SetKeys(
        List<KeyRow> rows,
        List<RefusedLine> refused,
        Tally tally,
        int done,
        int total,
        Run run,
        Optional<Ended> ended)
        implements KeysView.Result {
    static final Mark GONE = new Mark("–", "deleted meanwhile", "none");

    public SetKeys {
        rows = List.copyOf(rows);
        refused = List.copyOf(refused);
    }

    /** The fields that a run brings along, beside the text. */
    public record Run(String account, String neighbours, String checked, String stamp) {}

    /**
     * A failure.
     *
     * @param status of HTTP
     * @param why as it is told
     */
    public record Ended(int status, String why) {}

    private record Numbered(int entry, KeyRow row) {}

    /** Nothing yet. */
    public static SetKeys begin(Tally tally, int done, int total, Run run) {
        return new SetKeys(List.of(), List.of(), tally, done, total, run, Optional.empty());
    }

    /**
     * This and what came of the next stretch of entries.
     *
     * @param plan of the stretch
     * @param through the last entry of it
     */
    public SetKeys with(SetPlan plan, KeyAnswers answers, int through) {
        List<RefusedLine> lines = new ArrayList<>(plan.refused());
        List<Numbered> found = new ArrayList<>();
        Map<Integer, List<String>> remarks = answers.remarks();
        Tally counted = tally;
        for (Addressed key : plan.addressed()) {
            Optional<RefusedLine> refusal = answers.refusal(key);
            if (refusal.isPresent()) {
                lines.add(refusal.get());
                continue;
            }
            Optional<KeyStatus> status = answers.applied(key).flatMap(applied -> applied.status());
            counted = status.map(KeyStatus::state).map(counted::plus).orElseGet(counted::plusGone);
            found.add(
                    new Numbered(
                            key.entry(),
                            KeyRow.of(
                                    key.line(),
                                    status.map(SetKeys::mark).orElse(GONE),
                                    remarks.getOrDefault(key.entry(), List.of()))));
        }
        lines.sort(comparingInt(RefusedLine::entry));
        lines.forEach(line -> found.add(new Numbered(line.entry(), KeyRow.refused(line))));
        return new SetKeys(
                Stream.concat(
                                rows.stream(),
                                found.stream()
                                        .sorted(Comparator.comparingInt(Numbered::entry))
                                        .map(Numbered::row))
                        .toList(),
                Stream.concat(refused.stream(), lines.stream()).toList(),
                counted.plusRefused(lines.size()),
                through,
                total,
                run,
                ended);
    }

    /** The same, and nothing more for this reason. */
    public SetKeys ended(int status, String why) {
        Ended failure = new Ended(status, why);
        return new SetKeys(rows, refused, tally, done, total, run, Optional.of(failure));
    }

    @Override
    public String title() {
        return ended.isPresent() ? "Set in part" : "Set";
    }

    public boolean isOver() {
        return done >= total;
    }

    /** The list of what was refused, without its header. */
    public String refusedText() {
        return refused.stream().map(line -> line.csv() + "\n").collect(joining());
    }

    public String refusedHeader() {
        return RefusedLine.HEADER + "\n";
    }

    private static Mark mark(KeyStatus status) {
        Mark state = Mark.of(status.state());
        return new Mark(state.sign(), state.word() + " v" + status.version().value(), state.kind());
    }
}
