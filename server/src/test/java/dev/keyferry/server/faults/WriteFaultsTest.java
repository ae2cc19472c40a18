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
    /** No server makes it: see {@code AdoptionFaultTest}. */
    private static final Set<Action> ELSEWHERE = EnumSet.of(Action.BEGIN_EPOCH);

    /** Around its commit each call has so many faults, each of which comes in four ways. */
    private static final int FEWEST = 4 * 3;

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
            int count = FaultyCalls.run(scenario, world, faults, tables, database(), share);
            assertThat(count).isGreaterThan(FEWEST);
        }
    }

    @Test
    void noKindOfChangeIsLeftOut() {
        EnumSet<Action> missing = EnumSet.allOf(Action.class);
        scenarios().forEach(scenario -> missing.remove(scenario.action()));
        assertThat(missing).isEqualTo(ELSEWHERE);
    }
}
