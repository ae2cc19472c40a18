package dev.keyferry.server.console.view.keys;

import dev.keyferry.feed.id.Revision;
import dev.keyferry.server.domain.Notice;
import dev.keyferry.server.keyfile.RefusedLine;
import dev.keyferry.server.keyfile.SetPlan.Addressed;
import dev.keyferry.server.usecase.SetPsks;
import dev.keyferry.server.usecase.SetPsks.Applied;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a bulk call answered, in terms of the lines that were sent in it.
 *
 * @param sent in the order of the call
 */
public record KeyAnswers(List<Addressed> sent, SetPsks.Answer answer) {
    private static final Pattern POINTER = Pattern.compile("/psks/(\\d+)(?:/psk)?");

    public KeyAnswers {
        sent = List.copyOf(sent);
    }

    /** A call that had nothing to send. */
    public static KeyAnswers none() {
        return new KeyAnswers(
                List.of(),
                new SetPsks.Answer(
                        new LinkedHashMap<>(), new LinkedHashMap<>(), List.of(), Revision.NONE));
    }

    public Optional<RefusedLine> refusal(Addressed key) {
        return Optional.ofNullable(answer.unapplied().get(key.id()))
                .map(reason -> RefusedLine.of(key.line(), reason.text()));
    }

    public Optional<Applied> applied(Addressed key) {
        return Optional.ofNullable(answer.applied().get(key.id()));
    }

    /** What is said of single lines, by the numbers of their entries. */
    public Map<Integer, List<String>> remarks() {
        Map<Integer, List<String>> remarks = new HashMap<>();
        for (Notice notice : answer.notices()) {
            line(notice)
                    .ifPresent(key ->
                            remarks.computeIfAbsent(key.entry(), _ -> new ArrayList<>())
                                    .add(inLines(notice.text())));
        }
        return remarks;
    }

    /** What is said of all of it. */
    public List<String> notes() {
        return answer.notices().stream()
                .filter(notice -> line(notice).isEmpty())
                .map(notice -> inLines(notice.text()))
                .toList();
    }

    private Optional<Addressed> line(Notice notice) {
        return notice.pointer()
                .map(POINTER::matcher)
                .filter(Matcher::matches)
                .flatMap(found -> at(found.toMatchResult()));
    }

    private Optional<Addressed> at(MatchResult pointer) {
        int index = Integer.parseInt(pointer.group(1));
        return index < sent.size() ? Optional.of(sent.get(index)) : Optional.empty();
    }

    /** Callers of the API count entries; who pasted a file counts lines. */
    private String inLines(String text) {
        return POINTER.matcher(text)
                .replaceAll(found ->
                        at(found).map(key -> "line " + key.line().line()).orElse("another line"));
    }
}
