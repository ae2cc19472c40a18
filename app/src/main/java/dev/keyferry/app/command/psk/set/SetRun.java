package dev.keyferry.app.command.psk.set;

import dev.keyferry.app.Failure;
import dev.keyferry.app.api.KeyEntry;
import dev.keyferry.app.api.KeySetting;
import dev.keyferry.app.api.KeySetting.Mode;
import dev.keyferry.app.command.psk.set.journal.CallOutcome;
import dev.keyferry.app.command.psk.set.journal.Journal;
import dev.keyferry.server.keyfile.SetPlan;
import dev.keyferry.server.keyfile.SetPlan.Addressed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Sends a plan, one call after the other. Confined to one thread. */
final class SetRun {
    private final KeySetting setting;
    private final Mode mode;
    private final Journal journal;
    private final SetProgress progress;

    SetRun(KeySetting setting, Mode mode, Journal journal, SetProgress progress) {
        this.setting = setting;
        this.mode = mode;
        this.journal = journal;
        this.progress = progress;
    }

    /**
     * Sends all.
     *
     * @param size most keys of a call
     * @param outcome gets what came of each call
     * @throws Failure if a call was refused as a whole or not answered; those before stand
     */
    void send(SetPlan plan, int size, SetOutcome outcome) {
        plan.calls(size)
                .forEach(keys -> {
                    journal.sending(keys);
                    progress.sending(keys.size());
                    CallOutcome call = CallOutcome.of(keys, setting.send(byId(keys), mode));
                    journal.answered(call);
                    progress.answered();
                    outcome.add(call);
                });
    }

    private static SequencedMap<String, KeyEntry> byId(List<Addressed> keys) {
        SequencedMap<String, KeyEntry> byId = new LinkedHashMap<>();
        keys.forEach(
                key -> byId.put(key.id(), new KeyEntry(key.line().tunnel(), key.line().reveal())));
        return byId;
    }
}
