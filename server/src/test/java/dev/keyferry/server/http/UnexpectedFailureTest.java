package dev.keyferry.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import dev.keyferry.feed.id.AccountId;
import dev.keyferry.server.Deployed;
import dev.keyferry.server.LoggedEvents;
import dev.keyferry.server.ServerOptions.LocalGateway;
import dev.keyferry.server.domain.Account;
import dev.keyferry.server.http.parts.Reply;
import dev.keyferry.server.http.parts.TokenClient;
import dev.keyferry.server.log.RequestScope;
import dev.keyferry.server.usecase.GetAccount;
import dev.keyferry.server.usecase.ListAccounts;
import dev.keyferry.server.usecase.UseCases;
import dev.keyferry.server.usecase.port.Accounts;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** What a caller and the log get where a defect shows only behind HTTP. */
class UnexpectedFailureTest {
    private static final String MARKER = "MARKER0KEY0MARKER";

    private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    private final LoggedEvents logged = new LoggedEvents();
    @TempDir private Path directory;

    @BeforeEach
    void listen() {
        root.addAppender(logged);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(logged);
    }

    @ParameterizedTest
    @MethodSource
    void answersDefectsWithoutTheirTexts(Runnable defect) throws Exception {
        Reply one;
        Reply all;
        try (Deployed deployed = new Deployed(directory, LocalGateway.ABSENT);
                HttpServer server = start(over(deployed.useCases(), new Broken(defect)));
                HttpClient http = HttpClient.newHttpClient()) {
            String token = Files.readString(directory.resolve("admin.token")).strip();
            TokenClient client = new TokenClient(http, server.base(), token);
            one = client.get("/accounts/" + "0".repeat(32)).assertFailure(500, 19500);
            all = client.get("/accounts").assertFailure(500, 19500);
            client.get("/user/tokens/verify").assertSuccess();
        }
        assertThat(one.body() + one.headers() + all.body() + all.headers()).doesNotContain(MARKER);
        assertThat(logged.list).map(UnexpectedFailureTest::text).noneMatch(t -> t.contains(MARKER));
        assertThat(logged.list)
                .filteredOn(event -> event.getLevel() == Level.ERROR)
                .map(event -> event.getMDCPropertyMap().getOrDefault(RequestScope.FIELD, ""))
                .containsExactly(one.header("x-request-id"), all.header("x-request-id"));
    }

    static Stream<Named<Runnable>> answersDefectsWithoutTheirTexts() {
        return Stream.of(
                Named.of(
                        "an exception",
                        () -> {
                            throw new IllegalStateException(
                                    MARKER, new IllegalArgumentException("of " + MARKER));
                        }),
                Named.of(
                        "a failed assertion",
                        () -> {
                            throw new AssertionError(MARKER, new IllegalStateException(MARKER));
                        }),
                Named.of(
                        "an error of the virtual machine",
                        () -> {
                            throw new StackOverflowError(MARKER);
                        }));
    }

    private static HttpServer start(UseCases useCases) {
        return HttpServer.start(
                new Listeners(
                        ListenAddress.parse("127.0.0.1:0"), Optional.empty(), Optional.empty()),
                HttpTimeouts.DEFAULT,
                useCases,
                List.of(),
                new PrometheusRegistry(),
                InstantSource.system(),
                new SecureRandom());
    }

    /** The same use cases, but accounts are read through this port. */
    private static UseCases over(UseCases good, Accounts accounts) {
        return new UseCases(
                good.authenticate(),
                good.createAccount(),
                new ListAccounts(accounts),
                new GetAccount(accounts),
                good.updateAccount(),
                good.deleteAccount(),
                good.tokens(),
                good.edges(),
                good.gateways(),
                good.createTunnels(),
                good.listTunnels(),
                good.findTunnels(),
                good.surveyKeys(),
                good.getTunnel(),
                good.updateTunnels(),
                good.deleteTunnel(),
                good.setPsks(),
                good.generatePsk(),
                good.removePsk(),
                good.reauthenticate(),
                good.listAttempts(),
                good.readAudit(),
                good.countReuse(),
                good.measure(),
                good.requestMarks());
    }

    private static String text(ILoggingEvent event) {
        String trace =
                Optional.ofNullable(event.getThrowableProxy())
                        .map(ThrowableProxyUtil::asString)
                        .orElse("");
        return event.getFormattedMessage()
                + event.getMDCPropertyMap()
                + event.getKeyValuePairs()
                + trace;
    }

    private record Broken(Runnable defect) implements Accounts {
        @Override
        public Optional<Account> find(AccountId id) {
            defect.run();
            return Optional.empty();
        }

        @Override
        public List<Account> all() {
            defect.run();
            return List.of();
        }
    }
}
