package dev.keyferry.server.console.page.keys;

import static java.util.stream.Collectors.joining;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.id.TunnelId;
import dev.keyferry.server.console.view.keys.KeyAnswers;
import dev.keyferry.server.domain.Caller;
import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.domain.rights.Rights;
import dev.keyferry.server.keyfile.KeyFile;
import dev.keyferry.server.keyfile.KeyFile.EqualNeighbours;
import dev.keyferry.server.keyfile.KeyFileContent;
import dev.keyferry.server.keyfile.SetPlan;
import dev.keyferry.server.keyfile.SetPlan.Addressed;
import dev.keyferry.server.usecase.PskEntry;
import dev.keyferry.server.usecase.SetPsks;
import dev.keyferry.server.usecase.UseCases;
import dev.keyferry.server.usecase.keys.SentKey;
import dev.keyferry.server.usecase.survey.FindTunnels;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads a text that gives tunnels their keys, and sets them. Thread-safe. */
final class PastedKeys {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    private final FindTunnels findTunnels;
    private final SetPsks setPsks;

    PastedKeys(UseCases useCases) {
        this.findTunnels = useCases.findTunnels();
        this.setPsks = useCases.setPsks();
    }

    /**
     * What a text says.
     *
     * @param entries how many it has, numbered from 1
     */
    record File(SetPlan plan, int entries) {
        /** Which tunnels its lines mean now: a name may come to be another one's. */
        String meaning() {
            return plan.addressed().stream()
                    .map(key -> key.entry() + "=" + key.id())
                    .collect(joining(","));
        }

        /** Those after one entry and up to another. */
        SetPlan stretch(int after, int through) {
            return new SetPlan(
                    plan.addressed().stream()
                            .filter(key -> key.entry() > after && key.entry() <= through)
                            .toList(),
                    plan.refused().stream()
                            .filter(line -> line.entry() > after && line.entry() <= through)
                            .toList());
        }
    }

    /**
     * Reads a text.
     *
     * @throws dev.keyferry.server.keyfile.KeyFileRefused if it is no file of keys
     */
    File read(Rights rights, AccountId account, String text, EqualNeighbours neighbours)
            throws InterruptedException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        KeyFileContent content;
        try {
            content = KeyFile.parse(bytes, neighbours, PskEntry.MAX_ENTRIES);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
        SetPlan plan = SetPlan.of(content, ids(rights, account, content));
        return new File(plan, content.keys().size() + content.refused().size());
    }

    /** Tells what setting all keys of a plan in one call would answer. */
    KeyAnswers check(Caller caller, AccountId account, SetPlan plan) throws InterruptedException {
        return plan.addressed().isEmpty()
                ? KeyAnswers.none()
                : new KeyAnswers(
                        plan.addressed(),
                        setPsks.set(caller, account, entries(plan), Mode.VALIDATE_ONLY));
    }

    /**
     * Sets all keys of a plan in one call, but for those of tunnels that got others meanwhile.
     *
     * @param checked how far the store went when it was checked
     */
    KeyAnswers set(Caller caller, AccountId account, SetPlan plan, Revision checked)
            throws InterruptedException {
        return plan.addressed().isEmpty()
                ? KeyAnswers.none()
                : new KeyAnswers(
                        plan.addressed(),
                        setPsks.setAsChecked(caller, account, entries(plan), checked));
    }

    /** Where not all tunnels may be read, whether there is one of an id only the call says. */
    private Map<String, String> ids(Rights rights, AccountId account, KeyFileContent content)
            throws InterruptedException {
        Map<String, String> ids = new HashMap<>();
        if (!rights.allow(Permission.MAGIC_WAN_READ, account)) {
            content.tunnels().stream().filter(ID.asMatchPredicate()).forEach(id -> ids.put(id, id));
        }
        Map<String, TunnelId> found = findTunnels.named(rights, account, content.names());
        found.forEach((name, id) -> ids.put(name, id.value()));
        return ids;
    }

    private static List<PskEntry> entries(SetPlan plan) {
        return plan.addressed().stream().map(PastedKeys::entry).toList();
    }

    private static PskEntry entry(Addressed key) {
        byte[] utf8 = key.line().reveal().getBytes(StandardCharsets.UTF_8);
        try {
            return new PskEntry(key.id(), SentKey.copyOf(utf8));
        } finally {
            Arrays.fill(utf8, (byte) 0);
        }
    }
}
