package dev.keyferry.server.console.page.tunnels;

import dev.keyferry.server.console.page.Asked;
import dev.keyferry.server.console.page.Done;
import dev.keyferry.server.console.page.FormPage;
import dev.keyferry.server.console.page.Objection;
import dev.keyferry.server.console.view.Frame;
import dev.keyferry.server.console.view.tunnels.GeneratedView;
import dev.keyferry.server.console.view.tunnels.TunnelForm;
import dev.keyferry.server.domain.Mode;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.router.RouterProfile;
import dev.keyferry.server.usecase.GeneratePsk;
import dev.keyferry.server.usecase.UseCases;
import dev.keyferry.server.usecase.tunnel.GetTunnel;
import java.util.Optional;

/** {@code /tunnel/generate}: asks, makes a key, and shows it this once. Thread-safe. */
final class GeneratePage implements FormPage {
    private final GetTunnel getTunnel;
    private final GeneratePsk generatePsk;

    GeneratePage(UseCases useCases) {
        this.getTunnel = useCases.getTunnel();
        this.generatePsk = useCases.generatePsk();
    }

    @Override
    public String show(Asked asked) throws InterruptedException {
        TunnelForm form = form(requiring(asked));
        return TunnelTemplates.generate(frame(asked, form), form, Optional.empty());
    }

    @Override
    public Done act(Asked sent) throws InterruptedException {
        OneTunnel one = requiring(sent);
        TunnelForm form = form(one);
        Optional<Objection> objection = Consent.objection(sent, form);
        if (objection.isPresent()) {
            return again(sent, form, objection.get());
        }
        RouterProfile profile;
        try {
            profile = RouterProfile.named(sent.parameter("profile"));
        } catch (IllegalArgumentException e) {
            return again(
                    sent,
                    form,
                    new Objection(400, "Choose the router’s language. Nothing was done."));
        }
        GeneratePsk.Answer answer =
                generatePsk.generate(
                        sent.caller(), one.account(), one.id(), Mode.APPLY, Optional.empty());
        GeneratedView view = GeneratedView.of(answer, answer.psk().orElseThrow(), profile);
        return new Done(200, TunnelTemplates.generated(frame(sent, form, "Made a key of "), view));
    }

    @Override
    public Done again(Asked sent, Objection why) throws InterruptedException {
        return again(sent, form(requiring(sent)), why);
    }

    private static Done again(Asked sent, TunnelForm form, Objection why) {
        return why.with(problem ->
                TunnelTemplates.generate(frame(sent, form).refused(), form, Optional.of(problem)));
    }

    /** The page shows the tunnel as well as its key. */
    private static OneTunnel requiring(Asked asked) {
        return OneTunnel.of(asked)
                .requiring(Permission.PSK_GENERATE)
                .requiring(Permission.MAGIC_WAN_READ);
    }

    private TunnelForm form(OneTunnel one) throws InterruptedException {
        return TunnelForm.of(getTunnel.get(one.account(), one.id()));
    }

    private static Frame frame(Asked asked, TunnelForm form) {
        return frame(asked, form, "New key of ");
    }

    private static Frame frame(Asked asked, TunnelForm form, String what) {
        return asked.frame(what + form.name(), form.account(), Frame.Section.TUNNELS);
    }
}
