package dev.keyferry.server.console.view.tunnels;

import dev.keyferry.feed.GatewayCondition.Assurance;
import dev.keyferry.feed.evidence.Proof;
import dev.keyferry.feed.evidence.Rejection;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.server.console.view.Advice;
import dev.keyferry.server.console.view.Mark;
import dev.keyferry.server.console.view.Moment;
import dev.keyferry.server.console.view.Words;
import dev.keyferry.server.domain.KeyStatus.OnGateway;
import dev.keyferry.server.domain.KeyStatus.Stage;
import dev.keyferry.server.domain.audit.AuditRecord;
import dev.keyferry.server.domain.evidence.EvidenceText;
import dev.keyferry.server.domain.tunnel.Tunnel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One thing that happened to a key, or that has not happened yet.
 *
 * @param text a sentence without its full stop
 * @param at empty for what has not happened
 * @param notes further sentences
 */
public record KeyEvent(Mark mark, String text, Optional<Moment> at, List<String> notes) {
    private static final String NOT_ASSURED =
            "Not assured: this charon has keys that are not ours, or a connection that an operator"
                    + " accepted, so another key may have opened the tunnel.";

    public KeyEvent {
        notes = List.copyOf(notes);
    }

    /** An event with the time by which it is put in order. */
    record Timed(Optional<Instant> at, KeyEvent event) {
        private static Timed happened(
                Mark mark, String text, Instant at, Instant now, List<String> notes) {
            return new Timed(
                    Optional.of(at),
                    new KeyEvent(mark, text, Optional.of(Moment.of(at, now)), notes));
        }

        private static Timed missing(Mark mark, String text, List<String> notes) {
            return new Timed(Optional.empty(), new KeyEvent(mark, text, Optional.empty(), notes));
        }
    }

    /**
     * How it began.
     *
     * @param by the audit's record of it, where that is known and may be read
     */
    static Timed set(Tunnel.Key key, Optional<AuditRecord> by, Instant now) {
        String who =
                by.map(record ->
                                " by "
                                        + record.actor()
                                        + " from "
                                        + record.source()
                                        + " ("
                                        + Words.of(record.action())
                                        + ")")
                        .orElse("");
        return Timed.happened(
                new Mark("◆", "set", "none"),
                "version " + key.version() + who,
                key.setAt(),
                now,
                List.of());
    }

    /** What became of it on one gateway, and what that one saw of peers. */
    static List<Timed> on(GatewayName gateway, OnGateway there, Instant now) {
        List<Timed> events = new ArrayList<>();
        events.add(stage(gateway, there, now));
        Optional<Proof> proof = there.evidence().proof();
        proof.ifPresent(seen -> events.add(proven(gateway, seen, now)));
        Optional<Rejection> failed = there.evidence().rejection();
        failed.ifPresent(seen -> events.add(rejected(gateway, seen, proof.isPresent(), now)));
        if (proof.isEmpty() && failed.isEmpty() && there.stage() == Stage.LOADED) {
            events.add(
                    Timed.missing(
                            Mark.UNPROVEN,
                            "on " + gateway + ": no peer has authenticated with this version there",
                            List.of(
                                    "A tunnel that is up stays up by the key with which it"
                                            + " authenticated, until it does so again.")));
        }
        return events;
    }

    static Timed unserved(Tunnel tunnel) {
        return Timed.missing(
                Mark.UNSERVED,
                "no gateway serves the edge " + tunnel.edge() + ": the key is stored only",
                List.of("Enrol a gateway for this edge; it loads the key by itself."));
    }

    private static Timed stage(GatewayName gateway, OnGateway there, Instant now) {
        List<String> notes = new ArrayList<>();
        there.reason()
                .ifPresent(reason -> {
                    notes.add(reason + ".");
                    Advice.of(reason).ifPresent(notes::add);
                });
        if (there.stage() != Stage.LOADED) {
            String what =
                    there.stage() == Stage.DELIVERED
                            ? " has it in its cache, and its charon does not hold it"
                            : " has not said that it has it";
            String word = there.stage().name().toLowerCase(Locale.ROOT);
            return Timed.missing(new Mark("○", word, "wait"), gateway + what, notes);
        }
        if (there.assurance() == Assurance.NOT_ASSURED) {
            notes.add("Not assured: keys that are not ours are loaded there as well.");
        }
        return Timed.happened(Mark.LOADED, "on " + gateway, there.since(), now, notes);
    }

    private static Timed proven(GatewayName gateway, Proof proof, Instant now) {
        return Timed.happened(
                Mark.PROVEN,
                "on " + gateway + " by the peer at " + EvidenceText.of(proof.from()),
                proof.at(),
                now,
                proof.assurance() == Proof.Assurance.ASSURED ? List.of() : List.of(NOT_ASSURED));
    }

    private static Timed rejected(
            GatewayName gateway, Rejection failed, boolean isProven, Instant now) {
        String text =
                "on "
                        + gateway
                        + ": "
                        + (failed.count() == 1 ? "1 attempt" : failed.count() + " attempts")
                        + " since "
                        + Moment.of(failed.first(), now).text()
                        + ", the last from "
                        + EvidenceText.of(failed.from());
        return Timed.happened(
                isProven ? new Mark("✕", "failed", "wait") : Mark.REJECTED,
                text,
                failed.last(),
                now,
                List.of(failed.hint().sentence() + ".", Advice.of(failed.hint())));
    }
}
