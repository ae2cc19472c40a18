package dev.keyferry.app.doctor.server;

import dev.keyferry.app.Failure;
import dev.keyferry.app.api.ApiClient;
import dev.keyferry.app.api.Forbidden;
import dev.keyferry.app.api.fleet.Gateway;
import dev.keyferry.app.api.fleet.Gateways;
import dev.keyferry.app.doctor.Check;
import dev.keyferry.app.doctor.Finding;
import dev.keyferry.app.doctor.Subject;
import java.util.ArrayList;
import java.util.List;

/** What the gateways say of themselves to the server, and whether they say anything. */
public final class GatewaysCheck implements Check {
    private static final String NO_DOUBT = "none";

    private final ApiClient api;

    public GatewaysCheck(ApiClient api) {
        this.api = api;
    }

    @Override
    public List<Finding> look() {
        try {
            return findings(new Gateways(api).all());
        } catch (Forbidden e) {
            return List.of(
                    Finding.warn(
                            Subject.GATEWAYS,
                            "gateways were not looked at: the token may not list them",
                            "give an operator's token to see them"));
        } catch (Failure e) {
            return List.of(Finding.fail(Subject.GATEWAYS, e));
        }
    }

    private static List<Finding> findings(List<Gateway> gateways) {
        List<Finding> findings = new ArrayList<>();
        int serving = 0;
        for (Gateway gateway : gateways) {
            List<Finding> bad = bad(gateway);
            findings.addAll(bad);
            serving += bad.isEmpty() && gateway.state().equals("active") ? 1 : 0;
        }
        if (serving > 0) {
            findings.addFirst(
                    Finding.ok(
                            Subject.GATEWAYS,
                            serving + (serving == 1 ? " gateway serves" : " gateways serve")));
        } else if (findings.isEmpty()) {
            findings.add(
                    Finding.warn(
                            Subject.GATEWAYS,
                            "no gateway is active: keys are stored, and loaded nowhere",
                            "add one; docs/gateways.md tells how"));
        }
        return findings;
    }

    private static List<Finding> bad(Gateway gateway) {
        return switch (gateway.state()) {
            case "active" -> badWhileActive(gateway);
            case "drained" ->
                    List.of(
                            Finding.warn(
                                    Subject.GATEWAYS,
                                    gateway.name() + " is drained: no call waits for it",
                                    "keyferry gateway resume " + gateway.name()));
            case "enrolling" ->
                    List.of(
                            Finding.warn(
                                    Subject.GATEWAYS,
                                    gateway.name() + " was named, and no host has become it",
                                    "start its agent with the token of `keyferry gateway enrol`"));
            default -> List.of();
        };
    }

    private static List<Finding> badWhileActive(Gateway gateway) {
        List<Finding> bad = new ArrayList<>();
        switch (gateway.condition()) {
            case "silent" -> bad.add(silent(gateway));
            case "serving" -> remark(gateway, bad);
            case "loading" ->
                    bad.add(
                            Finding.warn(
                                    Subject.GATEWAYS,
                                    gateway.name() + " is loading keys",
                                    "wait, and look again"));
            default ->
                    bad.add(
                            Finding.fail(
                                    Subject.GATEWAYS,
                                    gateway.name()
                                            + ": "
                                            + gateway.condition()
                                            + " "
                                            + gateway.detail(),
                                    "docs/errors.md tells what this condition asks for; on that"
                                            + " host run `keyferry doctor --charon`"));
        }
        if (!gateway.auditDoubt().equals(NO_DOUBT)) {
            bad.add(
                    Finding.fail(
                            Subject.GATEWAYS,
                            gateway.name() + " doubts the audit: " + gateway.auditDoubt(),
                            "docs/errors.md tells what each doubt asks for, and `keyferry audit"
                                    + " verify` looks"));
        }
        return bad;
    }

    private static void remark(Gateway gateway, List<Finding> bad) {
        if (!gateway.detail().isEmpty()) {
            bad.add(
                    Finding.warn(
                            Subject.GATEWAYS,
                            gateway.name() + " serves: " + gateway.detail(),
                            "docs/gateway.md tells of the limits of a charon"));
        }
    }

    private static Finding silent(Gateway gateway) {
        String since = gateway.lastSeen().isEmpty() ? "" : " since " + gateway.lastSeen();
        return Finding.fail(
                Subject.GATEWAYS,
                gateway.name() + " is silent" + since + ": it gets no new keys",
                "see its agent's log; if the host is gone, keyferry gateway revoke "
                        + gateway.name());
    }
}
