package dev.keyferry.app.command.recover;

import dev.keyferry.app.command.terminal.Table;
import dev.keyferry.feed.Position;
import dev.keyferry.feed.id.EdgeId;
import dev.keyferry.feed.id.Epoch;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.server.domain.gateway.Gateway;
import dev.keyferry.server.stopped.Recovery.Plan;
import dev.keyferry.server.usecase.recall.Finding;
import dev.keyferry.server.usecase.recall.HeldCache;
import dev.keyferry.server.usecase.recall.Recalled;
import dev.keyferry.server.usecase.recall.Verdict;
import java.io.PrintStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A plan for whoever reads it at night. */
final class PlanText {
    private final PrintStream out;

    PlanText(PrintStream out) {
        this.out = out;
    }

    void print(Plan plan) {
        out.println(
                "epoch "
                        + plan.history().epoch()
                        + ", revision "
                        + plan.head()
                        + ", former epochs: "
                        + plan.history().former().size());
        Table table = new Table("GATEWAY", "EDGE", "STATE");
        for (Gateway gateway : plan.gateways()) {
            table.row(
                    gateway.name().value(),
                    gateway.edge().value(),
                    gateway.state().name().toLowerCase(Locale.ROOT));
        }
        table.print(out);
        plan.recalled().ifPresent(this::print);
    }

    private void print(Recalled recalled) {
        out.println();
        Table caches = new Table("CACHE", "KEYS", "READ UP TO");
        recalled.caches()
                .forEach(cache -> caches.row(cache.name(), "" + cache.keys(), read(cache)));
        caches.print(out);
        for (EdgeId edge : recalled.unheard()) {
            out.println(
                    "no cache of edge " + edge + " was given: what its gateways hold is not known");
        }
        for (HeldCache stray : recalled.strays()) {
            out.println(
                    stray.name()
                            + " is in an epoch that this database does not know, so its gateway"
                            + " will refuse the new one; restore a backup from after the last"
                            + " `keyferry recover apply`");
        }
        for (EdgeId edge : recalled.rotated()) {
            out.println(
                    "keys of edge "
                            + edge
                            + " are sealed to a key that the database does not know; make that the"
                            + " edge's key again by `keyferry edge-key rotate`");
        }
        out.println();
        printFindings(recalled);
    }

    private void printFindings(Recalled recalled) {
        if (recalled.findings().isEmpty()) {
            out.println("the database has everything that these gateways hold");
            return;
        }
        List<Finding> toDo =
                recalled.findings().stream()
                        .filter(finding -> !finding.verdict().isSettled())
                        .toList();
        if (!toDo.isEmpty()) {
            printTable(toDo);
            out.println();
        }
        recalled.findings().stream()
                .map(Finding::verdict)
                .collect(
                        Collectors.groupingBy(
                                verdict -> verdict,
                                () -> new EnumMap<>(Verdict.class),
                                Collectors.counting()))
                .forEach((verdict, count) ->
                        out.println(
                                verdict.token()
                                        + " "
                                        + count
                                        + ": "
                                        + verdict.meaning()
                                        + "; to do: "
                                        + verdict.remedy()));
        out.println(
                "taken from gateways: "
                        + recalled.adopted().size()
                        + ", left as the database has it: "
                        + recalled.left().size()
                        + (toDo.size() < recalled.findings().size()
                                ? "; --json lists those with nothing to do as well"
                                : ""));
    }

    private void printTable(List<Finding> findings) {
        Table table = new Table("TUNNEL", "NAME", "EDGE", "DATABASE", "GATEWAYS", "VERDICT");
        for (Finding finding : findings) {
            table.row(
                    finding.place().tunnel().value(),
                    name(finding),
                    finding.place().edge().value(),
                    shown(finding.stored().map(key -> key(key.version().value(), key.isKey()))),
                    shown(
                            finding.held()
                                    .map(held ->
                                            key(
                                                    held.held()
                                                            .record()
                                                            .binding()
                                                            .version()
                                                            .value(),
                                                    held.held().isKey()))),
                    finding.verdict().token());
        }
        table.print(out);
    }

    /** Of a tunnel that the database does not know, the account's number leads to its router. */
    private static String name(Finding finding) {
        return finding.tunnel()
                .map(tunnel -> tunnel.name().value())
                .or(() ->
                        finding.held()
                                .map(held ->
                                        "(account "
                                                + held.held().record().binding().number()
                                                + ")"))
                .orElse("-");
    }

    private static String shown(Optional<String> known) {
        return known.orElse("-");
    }

    private static String key(long version, boolean isKey) {
        return isKey ? "version " + version : "removed (" + version + ")";
    }

    private static String read(HeldCache cache) {
        return switch (cache.position()) {
            case Position.Start _ -> "-";
            case Position.After(Epoch epoch, Revision after) ->
                    "revision " + after + " of " + epoch;
        };
    }
}
