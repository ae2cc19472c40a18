package dev.keyferry.app.doctor.server;

import dev.keyferry.app.Failure;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.Directory;
import dev.keyferry.app.api.Refusals;
import dev.keyferry.app.api.fleet.Gateways;
import dev.keyferry.app.doctor.Check;
import dev.keyferry.app.doctor.Finding;
import dev.keyferry.app.doctor.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** Whether the token is good, how long, and what it may see. */
public final class TokenCheck implements Check {
    /** A token that ends sooner should be replaced. */
    static final Duration LEFT = Duration.ofDays(14);

    private final ApiClient api;
    private final InstantSource clock;

    public TokenCheck(ApiClient api, InstantSource clock) {
        this.api = api;
        this.clock = clock;
    }

    @Override
    public List<Finding> look() {
        try {
            Optional<Instant> end =
                    api.get("/user/tokens/verify")
                            .result()
                            .path("expires_on")
                            .asStringOpt()
                            .map(text -> OffsetDateTime.parse(text).toInstant());
            String seen =
                    "the token is good "
                            + end.map(at -> "until " + at).orElse("without end")
                            + "; "
                            + accounts()
                            + "; "
                            + operator();
            boolean isShort =
                    end.filter(at -> Duration.between(clock.instant(), at).compareTo(LEFT) < 0)
                            .isPresent();
            return List.of(
                    isShort
                            ? Finding.warn(
                                    Subject.TOKEN,
                                    seen,
                                    "make another one in time: keyferry token create")
                            : Finding.ok(Subject.TOKEN, seen));
        } catch (Failure e) {
            return List.of(Finding.fail(Subject.TOKEN, e));
        }
    }

    private String accounts() {
        return Refusals.permitted(() -> new Directory(api).accounts().size())
                .map(count -> "it sees " + count + (count == 1 ? " account" : " accounts"))
                .orElse("it may not list accounts");
    }

    private String operator() {
        return Refusals.permitted(() -> new Gateways(api).all().size()).isPresent()
                ? "it is an operator's"
                : "it is no operator's";
    }
}
