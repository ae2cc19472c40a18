package dev.keyferry.e2e.faults.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.e2e.faults.serve.Account.Tunnel;
import dev.keyferry.e2e.faults.serve.Ledger.Extent;
import dev.keyferry.e2e.parts.Api;
import dev.keyferry.e2e.parts.Api.Answer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Something that a customer wants of its account, and asks for again until it is answered. */
sealed interface Wish {
    JsonMapper JSON = JsonMapper.builder().build();

    Answer ask(Account account, Api administrator);

    /** How much of it is there; fails if that is a part. */
    Extent look(Account account, Api administrator);

    /**
     * It was answered, and not put off.
     *
     * @param before how much of it was there before it was asked for
     */
    void answered(Account account, Answer answer, Extent before, Ledger ledger);

    /**
     * New keys for some tunnels.
     *
     * @param unfit a tunnel that is given a key against the policy by the same call
     */
    record SetKeys(Map<String, String> keys, Optional<String> unfit) implements Wish {
        public SetKeys {
            keys = Map.copyOf(keys);
        }

        @Override
        public Answer ask(Account account, Api administrator) {
            Map<String, String> all = new HashMap<>(keys);
            unfit.ifPresent(tunnel -> all.put(tunnel, "short"));
            return account.own(administrator).setPsks(account.id(), all);
        }

        @Override
        public Extent look(Account account, Api administrator) {
            Set<Extent> extents = new HashSet<>();
            for (String tunnel : keys.keySet()) {
                Tunnel known = account.tunnel(tunnel);
                Tunnel stored = account.stored(administrator, tunnel);
                extents.add(extent(stored, known, known.withNextKey()));
            }
            assertThat(extents).as("of the keys of one call").hasSize(1);
            return extents.iterator().next();
        }

        @Override
        public void answered(Account account, Answer answer, Extent before, Ledger ledger) {
            assertDone(answer);
            ledger.done(answer, before);
            keys.forEach((tunnel, key) -> {
                Tunnel next = account.tunnel(tunnel).withNextKey();
                assertThat(answer.applied(tunnel).at("/keyferry/version").asInt(0))
                        .isEqualTo(next.version());
                account.put(tunnel, next);
                account.gaveKey(tunnel, key);
                ledger.applied(tunnel, next.version(), answer, before);
            });
            unfit.ifPresent(tunnel ->
                    assertThat(answer.result().path("unapplied_psks").path(tunnel).asString())
                            .startsWith("key-too-short"));
        }
    }

    /**
     * A tunnel, with a key or without.
     *
     * @param description of this wish alone
     */
    record CreateTunnel(String name, String description, Optional<String> key) implements Wish {
        @Override
        public Answer ask(Account account, Api administrator) {
            ObjectNode body =
                    JSON.createObjectNode()
                            .put("name", name)
                            .put("description", description)
                            .put("cloudflare_endpoint", "203.0.113.1")
                            .put("interface_address", "10.0.0.0/31");
            key.ifPresent(psk -> body.put("psk", psk));
            return account.own(administrator).postNamed(description, account.path(), body);
        }

        @Override
        public Extent look(Account account, Api administrator) {
            boolean isThere = false;
            for (Tunnel stored : account.stored(administrator).values()) {
                if (stored.name().equals(name)) {
                    assertThat(stored).isEqualTo(made());
                    isThere = true;
                }
            }
            return isThere ? Extent.WHOLE : Extent.NOTHING;
        }

        @Override
        public void answered(Account account, Answer answer, Extent before, Ledger ledger) {
            assertDone(answer);
            ledger.done(answer, before);
            assertThat(Tunnel.shown(answer.result())).isEqualTo(made());
            String tunnel = answer.result().path("id").asString();
            account.put(tunnel, made());
            key.ifPresent(psk -> {
                account.gaveKey(tunnel, psk);
                ledger.applied(tunnel, made().version(), answer, before);
            });
        }

        private Tunnel made() {
            return new Tunnel(name, description, key.isPresent() ? 1 : 0);
        }
    }

    /** Another description of a tunnel, with a new key or without. */
    record UpdateTunnel(String tunnel, String description, Optional<String> key) implements Wish {
        @Override
        public Answer ask(Account account, Api administrator) {
            ObjectNode body = JSON.createObjectNode().put("description", description);
            key.ifPresent(psk -> body.put("psk", psk));
            return account.own(administrator).put(account.path() + "/" + tunnel, body);
        }

        @Override
        public Extent look(Account account, Api administrator) {
            Tunnel known = account.tunnel(tunnel);
            return extent(account.stored(administrator, tunnel), known, next(known));
        }

        @Override
        public void answered(Account account, Answer answer, Extent before, Ledger ledger) {
            assertDone(answer);
            ledger.done(answer, before);
            Tunnel next = next(account.tunnel(tunnel));
            assertThat(Tunnel.shown(answer.result().path("modified_ipsec_tunnel"))).isEqualTo(next);
            account.put(tunnel, next);
            key.ifPresent(psk -> {
                account.gaveKey(tunnel, psk);
                ledger.applied(tunnel, next.version(), answer, before);
            });
        }

        private Tunnel next(Tunnel known) {
            Tunnel described = known.describedAs(description);
            return key.isPresent() ? described.withNextKey() : described;
        }
    }

    record DeleteTunnel(String tunnel) implements Wish {
        @Override
        public Answer ask(Account account, Api administrator) {
            return account.own(administrator).deleteTunnel(account.id(), tunnel);
        }

        @Override
        public Extent look(Account account, Api administrator) {
            Tunnel stored = account.stored(administrator).get(tunnel);
            if (stored == null) {
                return Extent.WHOLE;
            }
            assertThat(stored).isEqualTo(account.tunnel(tunnel));
            return Extent.NOTHING;
        }

        @Override
        public void answered(Account account, Answer answer, Extent before, Ledger ledger) {
            assertThat(answer.status()).isEqualTo(before == Extent.WHOLE ? 404 : 200);
            ledger.done(answer, before);
            account.remove(tunnel);
        }
    }

    /** Another value for the customer's token; the one of a request without an answer is lost. */
    record RollToken() implements Wish {
        @Override
        public Answer ask(Account account, Api administrator) {
            return administrator.put(account.tokenPath(), JSON.createObjectNode());
        }

        @Override
        public Extent look(Account account, Api administrator) {
            return account.isLetIn(administrator) ? Extent.NOTHING : Extent.WHOLE;
        }

        @Override
        public void answered(Account account, Answer answer, Extent before, Ledger ledger) {
            assertDone(answer);
            ledger.rolled(answer);
            account.rolled(answer.result().asString());
        }
    }

    /** A tunnel with the name of another one, which is refused. */
    record TakeName(String name, String description) implements Wish {
        @Override
        public Answer ask(Account account, Api administrator) {
            return new CreateTunnel(name, description, Optional.empty())
                    .ask(account, administrator);
        }

        @Override
        public Extent look(Account account, Api administrator) {
            assertThat(account.stored(administrator).values())
                    .noneMatch(tunnel -> tunnel.description().equals(description));
            return Extent.NOTHING;
        }

        @Override
        public void answered(Account account, Answer answer, Extent before, Ledger ledger) {
            assertThat(answer.status()).isEqualTo(400);
            ledger.refused(answer);
        }
    }

    private static Extent extent(Tunnel stored, Tunnel before, Tunnel after) {
        assertThat(stored).isIn(before, after);
        return stored.equals(after) ? Extent.WHOLE : Extent.NOTHING;
    }

    private static void assertDone(Answer answer) {
        assertThat(answer.status()).as(answer.body().path("errors").toString()).isEqualTo(200);
    }
}
