package dev.keyferry.server.domain.reauth;

import java.util.Locale;

/** What came of it on one gateway; the closed list of docs/errors.md. */
public enum Found {
    REAUTHENTICATED(Verdict.PROVEN, "the router came back with this version of the key"),
    ALREADY_PROVEN(Verdict.PROVEN, "the router has shown before that it has this version"),
    NO_SA(Verdict.IDLE, "the tunnel has no live SA there"),
    READY(Verdict.READY, "the version is loaded there, and would be tried"),
    NOT_LOADED(Verdict.UNDONE, "this version is not loaded there for certain, so nothing was done"),
    SILENT(Verdict.UNDONE, "the gateway is not heard of, so nothing was done"),
    NOT_BEGUN(
            Verdict.UNDONE,
            "nothing was done: the gateway was busy, could not note the order or ask its charon, or"
                    + " its clock is wrong"),
    REFUSED(
            Verdict.FAILED,
            "the tunnel is down: its SA was ended, and what came in its place failed; the router"
                    + " seems to have another key"),
    NOT_BACK(
            Verdict.FAILED,
            "the tunnel is down: its SA was ended, and the router neither answered nor came back"),
    REFUSED_KEPT(
            Verdict.FAILED,
            "the tunnel is up as before: what was to come in its place failed; the router seems to"
                    + " have another key"),
    KEPT(
            Verdict.FAILED,
            "the tunnel is up as before: the router did not answer, or an SA could not be"
                    + " replaced"),
    UNHEARD(
            Verdict.FAILED,
            "the gateway did not tell what came of it: look at the tunnel; its agent may be too"
                    + " old, or was stopped");

    private final Verdict verdict;
    private final String meaning;

    Found(Verdict verdict, String meaning) {
        this.verdict = verdict;
        this.meaning = meaning;
    }

    public Verdict verdict() {
        return verdict;
    }

    /** A sentence without a full stop. */
    public String meaning() {
        return meaning;
    }

    public String token() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
