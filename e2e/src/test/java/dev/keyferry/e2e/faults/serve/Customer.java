package dev.keyferry.e2e.faults.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.e2e.faults.serve.Ledger.Extent;
import dev.keyferry.e2e.parts.Api;
import dev.keyferry.e2e.parts.Api.Answer;
import dev.keyferry.e2e.parts.Keys;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * One customer of a server, who alone changes its account. It asks for one thing after the other.
 * Of what was not answered it first sees how much is there, all or nothing, and asks for it again.
 * Confined to one thread at a time.
 */
final class Customer {
    private static final int MOST_TUNNELS = 8;
    private static final int MOST_KEYS = 4;

    private final Account account;
    private final Random random;
    private final Ledger ledger;
    private int wishes;
    private Optional<Wish> open = Optional.empty();

    private Customer(Account account, Random random, Ledger ledger) {
        this.account = account;
        this.random = random;
        this.ledger = ledger;
    }

    static Customer join(Api administrator, String name, long seed, Ledger ledger) {
        return new Customer(Account.open(administrator, name), new Random(seed), ledger);
    }

    /**
     * Asks for the next thing, or for what is open.
     *
     * @return whether it was answered as done or as refused
     */
    boolean ask(Api administrator) {
        if (open.isEmpty()) {
            Wish next = draw();
            open = Optional.of(next);
            return isAnswered(next, Extent.NOTHING, administrator);
        }
        return settle(open.get(), administrator);
    }

    /** Holds the account against what was answered, once nothing is open. */
    void check(Api administrator) {
        assertThat(open).isEmpty();
        assertThat(account.isLetIn(administrator)).as("token").isTrue();
        assertThat(account.stored(administrator)).isEqualTo(account.tunnels());
        if (!account.keys().isEmpty()) {
            Answer answer = account.own(administrator).setPsks(account.id(), account.keys());
            account.keys()
                    .keySet()
                    .forEach(tunnel ->
                            assertThat(answer.applied(tunnel).at("/keyferry/version").asInt(0))
                                    .as("version of the same key")
                                    .isEqualTo(account.tunnel(tunnel).version()));
        }
    }

    /** Whether something was not answered yet. */
    boolean isWaiting() {
        return open.isPresent();
    }

    private boolean settle(Wish wish, Api administrator) {
        Extent extent;
        try {
            extent = wish.look(account, administrator);
        } catch (Api.Unanswered e) {
            ledger.unanswered();
            return false;
        } catch (Account.NotNow e) {
            ledger.putOff();
            return false;
        }
        return isAnswered(wish, extent, administrator);
    }

    private boolean isAnswered(Wish wish, Extent before, Api administrator) {
        Answer answer;
        try {
            answer = wish.ask(account, administrator);
        } catch (Api.Unanswered e) {
            ledger.unanswered();
            return false;
        }
        if (answer.status() == 503) {
            assertThat(answer.body().at("/errors/0/code").asInt(0)).isEqualTo(19503);
            ledger.putOff();
            return false;
        }
        wish.answered(account, answer, before, ledger);
        open = Optional.empty();
        return true;
    }

    private Wish draw() {
        String mark = "w-" + ++wishes;
        List<String> tunnels = new ArrayList<>(account.ids());
        Collections.shuffle(tunnels, random);
        int kind = random.nextInt(20);
        if (tunnels.size() < 2 || (kind < 2 && tunnels.size() < MOST_TUNNELS)) {
            return new Wish.CreateTunnel("t-" + wishes, mark, maybeKey());
        }
        String first = tunnels.getFirst();
        return switch (kind) {
            case 0, 1, 2 -> new Wish.DeleteTunnel(first);
            case 3, 4, 5, 6 -> new Wish.UpdateTunnel(first, mark, maybeKey());
            case 7, 8 -> new Wish.RollToken();
            case 9 -> new Wish.TakeName(account.tunnel(first).name(), mark);
            case 10 -> new Wish.SetKeys(keys(tunnels.subList(1, 2)), Optional.of(first));
            default -> new Wish.SetKeys(keys(tunnels), Optional.empty());
        };
    }

    private Map<String, String> keys(List<String> tunnels) {
        int count = Math.min(tunnels.size(), 1 + random.nextInt(MOST_KEYS));
        Map<String, String> keys = new HashMap<>();
        tunnels.subList(0, count).forEach(tunnel -> keys.put(tunnel, Keys.fresh()));
        return keys;
    }

    private Optional<String> maybeKey() {
        return random.nextBoolean() ? Optional.of(Keys.fresh()) : Optional.empty();
    }
}
