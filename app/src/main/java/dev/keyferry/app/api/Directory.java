package dev.keyferry.app.api;

import static java.util.stream.Collectors.toMap;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.Failure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Finds accounts and tunnels by name or id. */
public final class Directory {
    /** No name may look like an id, so that the two cannot be mistaken for each other. */
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    private final ApiClient api;

    public Directory(ApiClient api) {
        this.api = api;
    }

    public List<Account> accounts() {
        try {
            return api.list("/accounts").stream().map(Account::new).toList();
        } catch (Forbidden e) {
            throw new Forbidden(
                    "accounts cannot be looked up with this token",
                    "give the account's id by --account or KEYFERRY_ACCOUNT, or a token that may"
                            + " also read accounts (Account Settings Read)",
                    e);
        }
    }

    /**
     * The id of the account that {@code nameOrId} names; an id is not looked up. Names are not
     * unique: one that several accounts have is refused.
     */
    public String accountId(String nameOrId) {
        if (isId(nameOrId)) {
            return nameOrId;
        }
        List<Account> named =
                accounts().stream().filter(account -> account.name().equals(nameOrId)).toList();
        if (named.size() == 1) {
            return named.getFirst().id();
        }
        throw named.isEmpty()
                ? new Failure(
                        ExitCode.REFUSED,
                        "no account is named " + Printable.of(nameOrId),
                        "`keyferry account list` shows all of them")
                : Failure.usage(
                        named.size() + " accounts are named " + Printable.of(nameOrId),
                        "give the id of one; `keyferry account list` shows them");
    }

    /** The id of the only account there is. */
    public String onlyAccountId() {
        List<Account> accounts = accounts();
        if (accounts.size() == 1) {
            return accounts.getFirst().id();
        }
        throw accounts.isEmpty()
                ? Failure.usage(
                        "there is no account yet", "create one: keyferry account create NAME")
                : Failure.usage(
                        "there are " + accounts.size() + " accounts and none is chosen",
                        "choose one by --account or KEYFERRY_ACCOUNT; `keyferry account list`"
                                + " shows them");
    }

    public List<Tunnel> tunnels(String accountId) {
        List<Tunnel> tunnels = new ArrayList<>();
        forEachTunnel(accountId, tunnels::add);
        return tunnels;
    }

    public Tunnel tunnel(String accountId, String nameOrId) {
        if (isId(nameOrId)) {
            return new Tunnel(
                    api.get(tunnelsPath(accountId) + "/" + nameOrId).result().path("ipsec_tunnel"));
        }
        return listed(() ->
                        api.find(
                                tunnelsPath(accountId),
                                "ipsec_tunnels",
                                json -> new Tunnel(json).name().equals(nameOrId)))
                .map(Tunnel::new)
                .orElseThrow(() -> noTunnel(nameOrId));
    }

    /**
     * The ids of the named tunnels, in their order; ids are not looked up.
     *
     * @throws Failure for the first name that no tunnel has
     */
    public List<String> requiredIds(String accountId, List<String> namesOrIds) {
        Map<String, String> ids = tunnelIds(accountId, namesOrIds);
        return namesOrIds.stream()
                .map(name -> Optional.ofNullable(ids.get(name)).orElseThrow(() -> noTunnel(name)))
                .toList();
    }

    /**
     * Finds the ids of the named tunnels; one without a finding is left out. Ids are not looked up:
     * whether they exist is for the call that uses them to say.
     */
    public Map<String, String> tunnelIds(String accountId, Collection<String> namesOrIds) {
        return namesOrIds.stream().allMatch(Directory::isId)
                ? namesOrIds.stream().collect(toMap(id -> id, id -> id, (id, _) -> id))
                : find(accountId, namesOrIds).ids();
    }

    /**
     * What a list of an account's tunnels tells of some that were named.
     *
     * @param ids by the names or ids; a name without a tunnel is missing
     * @param tunnels how many the account has
     */
    public record Found(Map<String, String> ids, int tunnels) {}

    /** Finds the ids of the named tunnels, as {@link #tunnelIds}, and counts all. */
    public Found find(String accountId, Collection<String> namesOrIds) {
        Map<String, String> found = new HashMap<>();
        Set<String> names = new HashSet<>();
        for (String nameOrId : namesOrIds) {
            if (isId(nameOrId)) {
                found.put(nameOrId, nameOrId);
            } else {
                names.add(nameOrId);
            }
        }
        AtomicInteger tunnels = new AtomicInteger();
        forEachTunnel(
                accountId,
                tunnel -> {
                    tunnels.incrementAndGet();
                    if (names.contains(tunnel.name())) {
                        found.put(tunnel.name(), tunnel.id());
                    }
                });
        return new Found(found, tunnels.get());
    }

    /** The path of an account's tunnels. */
    public static String tunnelsPath(String accountId) {
        return "/accounts/" + accountId + "/magic/ipsec_tunnels";
    }

    /** Hands on all tunnels, one by one; an account has up to 200,000. */
    public void forEachTunnel(String accountId, Consumer<Tunnel> each) {
        listed(() -> {
            api.forEach(
                    tunnelsPath(accountId), "ipsec_tunnels", json -> each.accept(new Tunnel(json)));
            return Optional.empty();
        });
    }

    private static Optional<JsonNode> listed(Supplier<Optional<JsonNode>> look) {
        try {
            return look.get();
        } catch (Forbidden e) {
            throw new Forbidden(
                    "tunnels cannot be listed, nor looked up by their names, with this token",
                    "name tunnels by their ids, or give a token that may also read them (Magic WAN"
                            + " Read)",
                    e);
        }
    }

    /** True if it is the form of an id, which no name has. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** What is told of a name that no tunnel of the account has. */
    public static Failure noTunnel(String nameOrId) {
        return new Failure(
                ExitCode.REFUSED,
                "no tunnel of this account is named " + Printable.of(nameOrId),
                "`keyferry tunnel list` shows all of them");
    }
}
