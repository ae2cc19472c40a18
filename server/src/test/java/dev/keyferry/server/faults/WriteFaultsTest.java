package dev.keyferry.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.store.EachEngine;
import dev.keyferry.server.store.Faults;
import dev.keyferry.server.usecase.port.Change.Action;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of change, with a fault at every single call to the database that it makes. */
class WriteFaultsTest extends EachEngine {
    /**
     * No server makes them: see {@code AdoptionFaultTest} and {@link OperatorFaultsTest}. That the
     * administrator's token was renewed is a record of the audit and nothing else, by the same
     * writer.
     */
    private static final Set<Action> ELSEWHERE =
            EnumSet.of(
                    Action.BEGIN_EPOCH,
                    Action.RENEW_ADMIN_TOKEN,
                    Action.ABANDON_KEYS,
                    Action.RENEW_KEYS);

    private final Share share = Share.given();

    static List<Scenario> scenarios() {
        return Stream.of(
                        AccountScenarios.all(),
                        EdgeScenarios.all(),
                        TunnelScenarios.all(),
                        ServerScenarios.all())
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void isDoneInWholeOrNotAtAllWhereverTheDatabaseFails(Scenario scenario) throws Exception {
        Faults faults = new Faults();
        try (World world = new World(directory(), failingBy(faults));
                Tables tables = new Tables(database())) {
            FaultyCalls.run(scenario, world, faults, tables, database(), share);
        }
    }

    @Test
    void noKindOfChangeIsLeftOut() {
        EnumSet<Action> missing = EnumSet.allOf(Action.class);
        scenarios().forEach(scenario -> missing.remove(scenario.action()));
        assertThat(missing).isEqualTo(ELSEWHERE);
    }
}
