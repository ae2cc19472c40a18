package dev.keyferry.e2e.marker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.e2e.marker.Call.Shows;
import dev.keyferry.e2e.marker.Sender.Answer;
import dev.keyferry.e2e.parts.FullDisk;
import dev.keyferry.e2e.parts.KeyferryProcess.Launch;
import dev.keyferry.e2e.parts.ServeProcess;
import dev.keyferry.e2e.parts.Site;
import dev.keyferry.e2e.parts.ViciProxy;
import dev.keyferry.feed.identity.IkeDomain;
import dev.keyferry.lab.Lab;
import dev.keyferry.lab.space.DataPath;
import dev.keyferry.server.KeyferryServer;
import dev.keyferry.server.ServerOptions;
import dev.keyferry.server.ServerOptions.LocalGateway;
import dev.keyferry.server.http.HttpTimeouts;
import dev.keyferry.server.http.ListenAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A key with a known marker goes through every route, where it belongs and where not, in every role
 * and failure, with a real charon as gateway. Afterwards only those answers that are there to show
 * a key have shown it: no error, log line, file, record, page of the feed or argument of the
 * process holds it in any form. What the server makes itself, keys and tokens, is held to the same.
 */
class MarkerTest {
    private static final Pattern GENERATED = Pattern.compile("\"psk\":\"([A-Za-z0-9]{32})\"");

    @TempDir private Path directory;

    private final Marker marker = new Marker();
    private final MarkerSearch search = marker.search();
    private final List<String> generated = new ArrayList<>();

    @Test
    void onlyTheAnswersThatShowAKeyHoldIt() throws Exception {
        Path data = directory.resolve("data");
        Path socket = directory.resolve("v.sock");
        try (Lab lab = Lab.open(DataPath.IKE_ONLY)) {
            Site site = Site.open(lab);
            try (ViciProxy proxy = ViciProxy.open(socket, site.gatewaySocket());
                    ServeProcess serve = ServeProcess.start(data, launch(socket))) {
                site.createTunnel(serve.api());
                try (Sender sender = new Sender(serve.api().base())) {
                    KeyCalls calls = new KeyCalls(marker, site.account(), site.tunnel());
                    Roles roles = Roles.of(serve.api(), site, administratorToken(data));
                    generated.addAll(roles.tokens());
                    inEveryRole(sender, site, calls, roles);
                    EveryRoute routes = new EveryRoute(marker, site.account(), site.tunnel());
                    generated.addAll(
                            new Lives(sender, roles.administrator(), routes, search).run(serve));
                    assertThat(sender.done())
                            .containsExactlyInAnyOrderElementsOf(EveryRoute.operations());
                    inEveryFailure(sender, serve, site, calls, proxy, roles.administrator());
                }
                assertThat(leftBy(serve, data)).isEmpty();
                // What a crash leaves is what a thief of the disk finds.
                serve.kill();
                assertThat(leftIn(data)).isEmpty();
            }
            assertThat(search.finds(site.gateway().charon().log().tail())).isFalse();
        }
        assertThat(leftInFeedAndDatabase(data)).isEmpty();
        assertThat(leftIn(data)).isEmpty();
    }

    private void inEveryRole(Sender sender, Site site, KeyCalls calls, Roles roles)
            throws InterruptedException {
        MisplacedKeys misplaced = new MisplacedKeys(marker, site.account(), site.tunnel());
        RefusedFields fields = new RefusedFields(marker, site.account(), site.tunnel());
        EveryRoute routes = new EveryRoute(marker, site.account(), site.tunnel());
        // These come first: after a while the address of so many failures is heard no more.
        for (Role role : roles.further()) {
            // One of the tokens is about to expire.
            Awaitility.await()
                    .until(() -> sender.send(role, calls.verify()).isDone() == role.mayGenerate());
            for (Call call : Stream.concat(calls.good().stream(), routes.all().stream()).toList()) {
                send(sender, role, call);
            }
            generate(sender, role, calls);
        }
        for (Role role : roles.main()) {
            List<Call> all =
                    Stream.of(
                                    calls.good(),
                                    calls.updates(),
                                    calls.refused(),
                                    misplaced.all(),
                                    fields.all(),
                                    routes.all())
                            .flatMap(List::stream)
                            .toList();
            for (Call call : all) {
                send(sender, role, call);
            }
            generate(sender, role, calls);
        }
        for (Role role : roles.main()) {
            assertThat(search.finds(sender.sendRaw(misplaced.asHost(role.token()))))
                    .as("a key as a host, by %s", role.name())
                    .isFalse();
        }
        for (String request : misplaced.broken()) {
            assertThat(search.finds(sender.sendRaw(request))).as("a broken request").isFalse();
        }
    }

    private void inEveryFailure(
            Sender sender,
            ServeProcess serve,
            Site site,
            KeyCalls calls,
            ViciProxy proxy,
            Role administrator)
            throws Exception {
        MisplacedKeys misplaced = new MisplacedKeys(marker, site.account(), site.tunnel());
        sender.sendAndVanish(misplaced.cutOff(administrator.token()));
        try (Crowd crowd = new Crowd(sender, site.account(), administrator.token())) {
            Awaitility.await()
                    .until(() -> {
                        crowd.grow();
                        return refused(sender, administrator, calls.set()).status() == 429;
                    });
        }
        try (FullDisk _ = FullDisk.under(serve.pid())) {
            assertThat(refused(sender, administrator, calls.set()).status()).isEqualTo(503);
            assertThat(refused(sender, administrator, calls.create()).status()).isEqualTo(503);
        }
        proxy.refuse();
        tells("charon-refused", send(sender, administrator, calls.set()));
        proxy.refuseNoMore();
        site.gateway().charon().kill();
        tells("charon-down", send(sender, administrator, calls.set()));
        site.gateway().charon().start();
    }

    /** Sends the call and holds what the answer shows against what it is there to show. */
    private Answer send(Sender sender, Role role, Call call) throws InterruptedException {
        Answer answer = sender.send(role, call);
        boolean isShown = role.mayMake(call) && call.shows() == Shows.SECRET;
        if (role.mayMake(call)) {
            assertThat(answer.status()).as("%s by %s", call.what(), role.name()).isEqualTo(200);
        }
        assertThat(search.finds(answer.all()))
                .as("%s by %s shows the key", call.what(), role.name())
                .isEqualTo(isShown);
        return answer;
    }

    /** Without the answer in the failure, for it shows a key. */
    private static void tells(String condition, Answer answer) {
        assertThat(answer.body().contains(condition)).as(condition).isTrue();
    }

    /** Sends a call that fails for the state that the server is in. */
    private Answer refused(Sender sender, Role role, Call call) throws InterruptedException {
        Answer answer = sender.send(role, call);
        if (!answer.isDone()) {
            assertThat(search.finds(answer.all())).as(call.what()).isFalse();
        }
        return answer;
    }

    private void generate(Sender sender, Role role, KeyCalls calls) throws InterruptedException {
        Call named = calls.generate().with("Idempotency-Key", marker.key());
        for (Call call : List.of(calls.generate(), named)) {
            Answer answer = sender.send(role, call);
            Matcher psk = GENERATED.matcher(answer.body());
            assertThat(psk.find()).as(role.name()).isEqualTo(role.mayGenerate());
            assertThat(search.finds(answer.all())).as(role.name()).isFalse();
            if (role.mayGenerate()) {
                generated.add(psk.group(1));
            }
        }
        Answer again = sender.send(role, named);
        assertThat(again.status() == 409).as(role.name()).isEqualTo(role.mayGenerate());
        assertThat(searches()).noneMatch(each -> each.finds(again.all()));
    }

    /** In a running process and all that it has written. */
    private List<String> leftBy(ServeProcess serve, Path data) throws IOException {
        List<String> found = leftIn(data);
        for (MarkerSearch each : searches()) {
            found.addAll(each.inProcess(serve.pid()));
        }
        assertThat(serve.log()).contains("DEBUG").contains("request answered");
        assertThat(Files.size(data.resolve("keyferry.db-wal"))).isPositive();
        return found;
    }

    private List<String> leftIn(Path data) {
        List<String> found = new ArrayList<>();
        for (MarkerSearch each : searches()) {
            found.addAll(each.below(data, directory));
        }
        return found;
    }

    private List<String> leftInFeedAndDatabase(Path data) throws Exception {
        List<String> found = new ArrayList<>();
        try (KeyferryServer server = KeyferryServer.start(options(data))) {
            for (MarkerSearch each : searches()) {
                found.addAll(each.inFeed(server.localFeed()));
            }
        }
        for (MarkerSearch each : searches()) {
            found.addAll(each.inDatabase(data.resolve("keyferry.db")));
        }
        return found;
    }

    private List<MarkerSearch> searches() {
        assertThat(generated).isNotEmpty();
        return List.of(search, MarkerSearch.of(generated));
    }

    private static String administratorToken(Path data) throws IOException {
        return Files.readString(data.resolve("admin.token")).strip();
    }

    private Launch launch(Path socket) throws IOException {
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        Path work = Files.createDirectory(directory.resolve("work"));
        return new Launch(
                List.of("-Djava.io.tmpdir=" + temporary),
                TracedKeyferry.class.getName(),
                work,
                List.of("--charon", "unix://" + socket, "--tls", "127.0.0.1:0"));
    }

    private static ServerOptions options(Path data) {
        return new ServerOptions(
                data,
                ListenAddress.parse("127.0.0.1:0"),
                HttpTimeouts.DEFAULT,
                Optional.empty(),
                IkeDomain.DEFAULT,
                LocalGateway.PRESENT);
    }
}
