package dev.keyferry.app.doctor.server;

import dev.keyferry.app.Failure;
import dev.keyferry.app.api.Account;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.Directory;
import dev.keyferry.app.api.Forbidden;
import dev.keyferry.app.doctor.Check;
import dev.keyferry.app.doctor.Finding;
import dev.keyferry.app.doctor.Level;
import dev.keyferry.app.doctor.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Which keys are in force and not on all gateways, or were shown by no router that tried. */
public final class KeysCheck implements Check {
    /** Accounts that are looked at. */
    static final int MAX_ACCOUNTS = 100;

    /** Keys of one account and state that are counted. */
    static final int MAX_KEYS = 1_000;

    private static final int NAMED = 3;

    private final ApiClient api;

    public KeysCheck(ApiClient api) {
        this.api = api;
    }

    private enum Lack {
        unserved(Level.WARN, "no gateway serves their edge: keyferry edge list, gateway enrol"),
        stored(
                Level.FAIL,
                "mend the gateways of their edge; they load what is stored by themselves"),
        partial(
                Level.WARN,
                "mend the gateways that are named; they load what is missing by themselves"),
        rejected(Level.WARN, "keyferry explain NAME tells who failed, and why");

        private final Level level;
        private final String mend;

        Lack(Level level, String mend) {
            this.level = level;
            this.mend = mend;
        }

        /** For the first tunnel, where the command asks for one. */
        String mend(Account account, JsonNode keys) {
            String name = keys.path(0).path("name").asString("");
            return mend.replace("NAME", name + " --account " + account.name());
        }
    }

    @Override
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        try {
            look(new Directory(api).accounts(), findings);
        } catch (Forbidden e) {
            findings.add(unseen("keys were not looked at"));
        } catch (Failure e) {
            findings.add(Finding.fail(Subject.KEYS, e));
        }
        return findings.isEmpty()
                ? List.of(
                        Finding.ok(
                                Subject.KEYS, "no key waits for a gateway, and none is rejected"))
                : findings;
    }

    /** What was found in an account stays, whatever becomes of the next one. */
    private void look(List<Account> accounts, List<Finding> findings) {
        int unseen = 0;
        for (Account account : accounts.subList(0, Math.min(MAX_ACCOUNTS, accounts.size()))) {
            try {
                look(account, findings);
            } catch (Forbidden e) {
                unseen++;
            }
        }
        if (unseen > 0) {
            findings.add(
                    unseen(
                            "the keys of "
                                    + unseen
                                    + (unseen == 1 ? " account" : " accounts")
                                    + " were not looked at"));
        }
        if (accounts.size() > MAX_ACCOUNTS) {
            findings.add(
                    Finding.warn(
                            Subject.KEYS,
                            "only the first " + MAX_ACCOUNTS + " accounts were looked at",
                            "docs/metrics.md tells of keys of all accounts"));
        }
    }

    private static Finding unseen(String what) {
        return Finding.warn(
                Subject.KEYS,
                what + ": the token may not list them",
                "give a token that may read accounts and their tunnels");
    }

    private void look(Account account, List<Finding> findings) {
        for (Lack lack : Lack.values()) {
            JsonNode keys =
                    api.get(
                                    "/accounts/"
                                            + account.id()
                                            + "/keyferry/psks?page=1&per_page="
                                            + MAX_KEYS
                                            + "&state="
                                            + lack)
                            .result();
            if (!keys.isEmpty()) {
                findings.add(
                        new Finding(
                                lack.level,
                                Subject.KEYS,
                                seen(account, lack, keys),
                                lack.mend(account, keys)));
            }
        }
    }

    private static String seen(Account account, Lack lack, JsonNode keys) {
        String count = keys.size() < MAX_KEYS ? "" + keys.size() : MAX_KEYS + " or more";
        String names =
                keys.valueStream()
                        .limit(NAMED)
                        .map(key -> key.path("name").asString(""))
                        .collect(Collectors.joining(", "));
        String reasons =
                keys.valueStream()
                        .flatMap(key -> key.path("psk").path("gateways").properties().stream())
                        .filter(there -> there.getValue().has("reason"))
                        .map(there ->
                                there.getKey() + " " + there.getValue().path("reason").asString(""))
                        .distinct()
                        .limit(NAMED)
                        .collect(Collectors.joining("; "));
        return "%s: %s %s (%s%s)%s"
                .formatted(
                        account.name(),
                        lack,
                        count,
                        names,
                        keys.size() > NAMED ? ", ..." : "",
                        reasons.isEmpty() ? "" : "; " + reasons);
    }
}
