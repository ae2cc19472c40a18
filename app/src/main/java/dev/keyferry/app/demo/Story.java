package dev.keyferry.app.demo;

import dev.keyferry.app.api.KeyEntry;
import dev.keyferry.lab.charon.Charon;
import dev.keyferry.lab.space.PingCount;
import dev.keyferry.lab.space.PingRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What happens to the two tunnels, from their first keys on. Confined to one thread. */
final class Story {
    /** A wipe is seen within a second, and a charon's restart at once. */
    private static final Duration KEYS_BACK = Duration.ofSeconds(15);

    private static final Duration KEYS_POLL = Duration.ofMillis(50);
    private static final Duration PING_INTERVAL = Duration.ofMillis(10);

    /** How long pings run before a key is rotated under them, and after. */
    private static final Duration PINGS_AROUND = Duration.ofMillis(400);

    private static final String SECRET_PREFIX = "kf/";

    private final Scene scene;
    private final Site a;
    private final Site b;
    private final Administrator administrator;
    private final Keys keys = new Keys();
    private final String ownKey = keys.next();
    private final Operator operator;
    private String keyOfA = keys.next();
    private final String keyOfB = keys.next();

    Story(Scene scene, Sites sites) {
        this.scene = scene;
        this.a = sites.a();
        this.b = sites.b();
        this.administrator = sites.administrator();
        this.operator = Operator.of(scene.gateway(), List.of(a, b), scene.ownSite(), ownKey);
    }

    void tell(Steps steps) throws InterruptedException {
        String formerKeyOfA = keyOfA;
        steps.run("the operator's swanctl loads his connections and ours", operator::loadsAll);
        steps.run("two keys are set in one call and loaded", this::setBothKeys);
        steps.run("both tunnels come up and carry pings by ESP", this::bothComeUp);
        steps.run("validate_only with bad entries changes nothing", this::validate);
        steps.run("a key is rotated under pings and none is lost", this::rotateUnderPings);
        steps.run("the router with the old key is refused", () -> a.isRefusedWith(formerKeyOfA));
        steps.run("the router with the new key comes up", () -> a.comesUpWith(keyOfA));
        steps.run("the other tunnel's key is refused", () -> a.isRefusedWith(keyOfB));
        steps.run("swanctl --load-all wipes, and the keys come back", this::wipe);
        steps.run("charon is killed and started, and the keys come back", this::killCharon);
        steps.run(
                "the operator's own secret still works",
                () -> operator.reachesOwnSite(scene.ownSite(), ownKey));
        steps.run("no key is in the data directory or the server's log", this::searchForKeys);
    }

    private void setBothKeys() {
        administrator.setKeys(List.of(entry(a, keyOfA), entry(b, keyOfB)));
    }

    private void bothComeUp() {
        a.comesUpWith(keyOfA);
        b.comesUpWith(keyOfB);
    }

    private void validate() {
        administrator.validatesWithoutChange(a, b, keys.next());
        bothComeUp();
    }

    private void rotateUnderPings() throws InterruptedException {
        keyOfA = keys.next();
        try (PingRun pings = a.router().startPing(a.line(), PING_INTERVAL)) {
            Thread.sleep(PINGS_AROUND);
            administrator.setKeys(List.of(entry(a, keyOfA)));
            Thread.sleep(PINGS_AROUND);
            PingCount count = pings.stop();
            StepFailed.unless(
                    count.received() > 0 && count.lost() == 0,
                    count.lost() + " of " + count.sent() + " pings were lost");
        }
    }

    private void wipe() throws InterruptedException {
        operator.loadsAll();
        keysComeBack();
    }

    private void killCharon() throws InterruptedException {
        Charon charon = scene.gateway().charon();
        charon.kill();
        charon.start();
        operator.loadsAll();
        keysComeBack();
    }

    private void keysComeBack() throws InterruptedException {
        long deadline = System.nanoTime() + KEYS_BACK.toNanos();
        while (ourSecrets() != 2) {
            StepFailed.unless(
                    System.nanoTime() < deadline, "the keys are not back after " + KEYS_BACK);
            Thread.sleep(KEYS_POLL);
        }
        bothComeUp();
    }

    private long ourSecrets() {
        return scene.gateway().charon().client().secretIds().stream()
                .filter(id -> id.startsWith(SECRET_PREFIX))
                .count();
    }

    private void searchForKeys() {
        KeySearch search = new KeySearch(keys.all());
        List<Path> found =
                Stream.of(scene.data(), scene.serveLog())
                        .flatMap(place -> search.findBelow(place).stream())
                        .toList();
        StepFailed.unless(found.isEmpty(), "a key is in " + found);
    }

    private static KeyEntry entry(Site site, String key) {
        return new KeyEntry(site.tunnel().id(), key);
    }
}
