package dev.keyferry.server.console.page;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.server.console.view.AccountChoice;
import dev.keyferry.server.console.view.Frame;
import dev.keyferry.server.console.view.overview.OverviewView;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.domain.rights.Rights;
import dev.keyferry.server.usecase.ListAccounts;
import dev.keyferry.server.usecase.UseCases;
import dev.keyferry.server.usecase.gateway.ReadGateways;
import dev.keyferry.server.usecase.gateway.ReadGateways.Seen;
import dev.keyferry.server.usecase.measure.MeasureServer;
import dev.keyferry.server.usecase.survey.SurveyKeys;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** {@code GET /}: what needs attention. Thread-safe. */
public final class OverviewPage implements Page {
    private final ListAccounts listAccounts;
    private final SurveyKeys surveyKeys;
    private final ReadGateways readGateways;
    private final MeasureServer measure;
    private final InstantSource clock;

    public OverviewPage(UseCases useCases, InstantSource clock) {
        this.listAccounts = useCases.listAccounts();
        this.surveyKeys = useCases.surveyKeys();
        this.readGateways = useCases.gateways().read();
        this.measure = useCases.measure();
        this.clock = clock;
    }

    @Override
    public String show(Asked asked) throws InterruptedException {
        Rights rights = asked.caller().rights();
        AccountChoice choice =
                AccountChoice.of(listAccounts.list(rights), asked.parameter("account"));
        OverviewView view = new OverviewView(choice, keys(rights, choice), fleet(rights, choice));
        Frame frame = asked.frame("Overview", choice.id(), Frame.Section.OVERVIEW);
        return Templates.overview(frame, view);
    }

    private Optional<OverviewView.Keys> keys(Rights rights, AccountChoice choice)
            throws InterruptedException {
        Optional<AccountId> account =
                choice.chosen().filter(id -> rights.allow(Permission.MAGIC_WAN_READ, id));
        return account.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        OverviewView.Keys.of(
                                choice.id(),
                                surveyKeys.survey(rights, account.get()),
                                clock.instant()));
    }

    private Optional<OverviewView.Fleet> fleet(Rights rights, AccountChoice choice)
            throws InterruptedException {
        if (!rights.allowEverywhere(Permission.OPERATOR)) {
            return Optional.empty();
        }
        List<Seen> gateways = readGateways.list();
        // After the gateways: by an older head, one that is behind would seem not to be.
        Revision head = measure.writer().head();
        return Optional.of(OverviewView.Fleet.of(choice.id(), gateways, head, clock.instant()));
    }
}
