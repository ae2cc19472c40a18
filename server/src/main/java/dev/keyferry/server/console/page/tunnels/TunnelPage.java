package dev.keyferry.server.console.page.tunnels;

import dev.keyferry.server.console.page.Asked;
import dev.keyferry.server.console.page.Page;
import dev.keyferry.server.console.view.Frame;
import dev.keyferry.server.console.view.Links;
import dev.keyferry.server.console.view.tunnels.KeyLife;
import dev.keyferry.server.console.view.tunnels.TunnelSheet;
import dev.keyferry.server.domain.audit.AuditRecord;
import dev.keyferry.server.domain.evidence.Attempts;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.domain.tunnel.Tunnel;
import dev.keyferry.server.usecase.UseCases;
import dev.keyferry.server.usecase.audit.ReadAudit;
import dev.keyferry.server.usecase.evidence.ListAttempts;
import dev.keyferry.server.usecase.tunnel.GetTunnel;
import dev.keyferry.server.usecase.tunnel.TunnelView;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code GET /tunnel}: one tunnel, and what became of its key. Thread-safe. */
final class TunnelPage implements Page {
    private static final Pattern LOOKS = Pattern.compile("[0-9]{1,3}");

    private final GetTunnel getTunnel;
    private final ListAttempts listAttempts;
    private final ReadAudit readAudit;
    private final InstantSource clock;

    TunnelPage(UseCases useCases, InstantSource clock) {
        this.getTunnel = useCases.getTunnel();
        this.listAttempts = useCases.listAttempts();
        this.readAudit = useCases.readAudit();
        this.clock = clock;
    }

    @Override
    public String show(Asked asked) throws InterruptedException {
        OneTunnel one = OneTunnel.of(asked).requiring(Permission.MAGIC_WAN_READ);
        TunnelView view = getTunnel.get(one.account(), one.id());
        Instant now = clock.instant();
        KeyLife life = KeyLife.of(view, setBy(one, view.tunnel()), looks(asked), now);
        if (asked.isPart()) {
            return TunnelTemplates.keyLife(life, view.tunnel().parameters().name().value());
        }
        List<Attempts> attempts =
                listAttempts.ofAccount(
                        one.rights(), one.account(), Optional.of(one.id()), Optional.empty());
        TunnelSheet sheet =
                TunnelSheet.of(
                        view,
                        life,
                        attempts,
                        new TunnelSheet.May(
                                one.may(Permission.PSK_GENERATE), one.may(Permission.PSK_SET)),
                        now);
        return TunnelTemplates.tunnel(
                asked.frame(sheet.name(), one.account().value(), Frame.Section.TUNNELS), sheet);
    }

    /** Who set the key is told to those who may read it in the audit. */
    private Optional<AuditRecord> setBy(OneTunnel one, Tunnel tunnel) throws InterruptedException {
        return tunnel.key().isPresent() && one.rights().allow(Permission.AUDIT_READ, one.account())
                ? readAudit.ofKey(one.account(), one.id(), tunnel.key().get())
                : Optional.empty();
    }

    private static int looks(Asked asked) {
        String text = asked.parameter(Links.LOOK);
        return LOOKS.matcher(text).matches() ? Integer.parseInt(text) : 0;
    }
}
