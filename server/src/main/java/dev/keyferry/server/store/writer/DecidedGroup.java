package dev.keyferry.server.store.writer;

import dev.keyferry.server.domain.RequestId;
import dev.keyferry.server.store.rows.Head;
import dev.keyferry.server.store.rows.Statements;
import dev.keyferry.server.store.rows.audit.AuditEntry;
import dev.keyferry.server.store.rows.audit.AuditItems;
import dev.keyferry.server.store.writer.Waiting.Verdict;
import dev.keyferry.server.usecase.port.Change;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The decisions of a group, in order, each over what those before it left. One thread's. */
final class DecidedGroup {
    private final LoadedGroup loaded;
    private final Batch batch = new Batch();
    private final List<Runnable> answers = new ArrayList<>();
    private Head head;
    private boolean isAnything;
    private Optional<RequestId> lastAccepted = Optional.empty();

    private DecidedGroup(LoadedGroup loaded, Head head) {
        this.loaded = loaded;
        this.head = head;
    }

    static DecidedGroup decide(List<Waiting<?>> changes, LoadedGroup loaded, Head head) {
        DecidedGroup group = new DecidedGroup(loaded, head);
        changes.forEach(group::decide);
        if (loaded.edges().isAnythingChanged() || !loaded.orders().isEmpty()) {
            group.head = group.head.withOtherFleet();
        }
        return group;
    }

    /** The head that the group leaves. */
    Head head() {
        return head;
    }

    /** True if there is anything to be written. */
    boolean isAnything() {
        return isAnything;
    }

    /**
     * The request by which to look up whether the group was committed; empty if it has none, so
     * that nobody can tell, and to write it again is harmless.
     */
    Optional<RequestId> lastAccepted() {
        return lastAccepted;
    }

    void write(Statements statements) throws SQLException {
        batch.write(statements, loaded);
        head.write(statements);
        head.announce(statements);
    }

    LoadedGroup loaded() {
        return loaded;
    }

    /** Tells every caller; only when the group is committed, because refusals depend on it too. */
    void answer() {
        answers.forEach(Runnable::run);
    }

    private void decide(Waiting<?> waiting) {
        loaded.begin();
        Verdict verdict = waiting.decide(loaded);
        answers.add(verdict.answer());
        if (verdict instanceof Verdict.Accepted accepted) {
            loaded.apply(accepted.effects());
            isAnything = true;
            if (waiting.change().action() == Change.Action.KEEP_EVIDENCE) {
                batch.add(accepted.effects());
                return;
            }
            AuditEntry entry = entry(waiting.change(), accepted);
            head = head.after(loaded.head(), entry.row().seq(), entry.row().hash());
            batch.add(entry, accepted.effects());
            lastAccepted = Optional.of(entry.row().request());
        }
    }

    private AuditEntry entry(Change<?> change, Verdict.Accepted accepted) {
        AuditItems items = AuditItems.of(accepted.effects());
        return new AuditEntry.End(head.auditSeq(), head.auditHash())
                .next(
                        loaded.now(),
                        change.caller(),
                        change.action(),
                        accepted.outcome(),
                        change.names().accounts().stream().findFirst().or(items::created),
                        items);
    }
}
