package dev.keyferry.server.console.page.tunnels;

import dev.keyferry.server.console.page.Asked;
import dev.keyferry.server.console.page.Done;
import dev.keyferry.server.console.page.FormPage;
import dev.keyferry.server.console.page.Objection;
import dev.keyferry.server.console.page.Templates;
import dev.keyferry.server.console.view.Frame;
import dev.keyferry.server.console.view.tunnels.RevokedView;
import dev.keyferry.server.console.view.tunnels.TunnelForm;
import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.usecase.RemovePsk;
import dev.keyferry.server.usecase.UseCases;
import dev.keyferry.server.usecase.tunnel.GetTunnel;
import java.util.Optional;

/** {@code /tunnel/revoke}: asks, and takes the tunnel's key away. Thread-safe. */
final class RevokePage implements FormPage {
    private final GetTunnel getTunnel;
    private final RemovePsk removePsk;

    RevokePage(UseCases useCases) {
        this.getTunnel = useCases.getTunnel();
        this.removePsk = useCases.removePsk();
    }

    @Override
    public String show(Asked asked) throws InterruptedException {
        TunnelForm form = form(requiring(asked));
        return TunnelTemplates.revoke(frame(asked, form), form, Optional.empty());
    }

    @Override
    public Done act(Asked sent) throws InterruptedException {
        OneTunnel one = requiring(sent);
        TunnelForm form = form(one);
        Optional<Objection> objection = Consent.objection(sent, form);
        if (objection.isPresent()) {
            return again(sent, form, objection.get());
        }
        RevokedView view =
                RevokedView.of(
                        form, removePsk.remove(sent.caller(), one.account(), one.id(), Mode.APPLY));
        return new Done(
                200,
                Templates.sheet(
                        TunnelTemplates.revoked(frame(sent, form, "Revoked the key of "), view)));
    }

    @Override
    public Done again(Asked sent, Objection why) throws InterruptedException {
        return again(sent, form(requiring(sent)), why);
    }

    private static Done again(Asked sent, TunnelForm form, Objection why) {
        return why.with(problem ->
                TunnelTemplates.revoke(frame(sent, form).refused(), form, Optional.of(problem)));
    }

    private static OneTunnel requiring(Asked asked) {
        return OneTunnel.of(asked)
                .requiring(Permission.PSK_SET)
                .requiring(Permission.MAGIC_WAN_READ);
    }

    private TunnelForm form(OneTunnel one) throws InterruptedException {
        return TunnelForm.of(getTunnel.get(one.account(), one.id()));
    }

    private static Frame frame(Asked asked, TunnelForm form) {
        return frame(asked, form, "Revoke the key of ");
    }

    private static Frame frame(Asked asked, TunnelForm form, String what) {
        return asked.frame(what + form.name(), form.account(), Frame.Section.TUNNELS);
    }
}
