package dev.keyferry.server.console.page;

import dev.keyferry.feed.id.AccountId;
import dev.keyferry.server.console.view.AccountChoice;
import dev.keyferry.server.console.view.Frame;
import dev.keyferry.server.console.view.GatewayLine;
import dev.keyferry.server.console.view.overview.OverviewView;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.domain.rights.Rights;
import dev.keyferry.server.usecase.ListAccounts;
import dev.keyferry.server.usecase.UseCases;
import dev.keyferry.server.usecase.measure.MeasureServer;
import dev.keyferry.server.usecase.survey.SurveyKeys;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** {@code GET /}: what needs attention. Thread-safe. */
public final class OverviewPage implements Page {
    private final ListAccounts listAccounts;
    private final SurveyKeys surveyKeys;
    private final MeasureServer measure;
    private final InstantSource clock;

    public OverviewPage(UseCases useCases, InstantSource clock) {
        this.listAccounts = useCases.listAccounts();
        this.surveyKeys = useCases.surveyKeys();
        this.measure = useCases.measure();
        this.clock = clock;
    }

    @Override
    public String show(Asked asked) throws InterruptedException {
        Rights rights = asked.caller().rights();
        AccountChoice choice =
                AccountChoice.of(listAccounts.list(rights), asked.parameter("account"));
        OverviewView view = new OverviewView(choice, keys(rights, choice), gateways(rights));
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

    private Optional<List<GatewayLine>> gateways(Rights rights) throws InterruptedException {
        if (!rights.allowEverywhere(Permission.OPERATOR)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        return Optional.of(OverviewView.gateways(measure.measure(), now));
    }
}
