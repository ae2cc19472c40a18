package dev.keyferry.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three gateways and two customers' routers under kills, stops, cuts and wipes. Afterwards every
 * gateway has the newest key of every tunnel and none of those whose key was taken away, none was
 * ever given an older one after a newer one or after its end, nothing that was answered as applied
 * is lost, and no router with the newest key was refused by a charon that held it. The property
 * {@code keyferry.faults.seeds} tells how many schedules run.
 */
class FaultSuiteTest {
    private static final int SEEDS = Integer.getInteger("keyferry.faults.seeds", 10);

    @TempDir private Path directory;

    @Test
    void nothingIsLostNothingGoesBackAndNobodyIsRefusedForNothing() throws Exception {
        try (World world = new World(directory)) {
            world.check();
            for (long seed = 1; seed <= SEEDS; seed++) {
                Schedule schedule = Schedule.of(seed, World.GATEWAYS, World.TUNNELS);
                try {
                    run(world, schedule);
                } catch (Exception | AssertionError e) {
                    System.out.println("faults: seed " + seed);
                    throw new AssertionError("seed " + seed + ": " + schedule.steps(), e);
                }
            }
            System.out.printf(
                    "faults: %d schedules, %d attempts at charons that held the key%n",
                    SEEDS, world.attempts());
            assertThat(world.attempts()).as("attempts at charons that held the key").isPositive();
        }
    }

    private static void run(World world, Schedule schedule) throws Exception {
        for (Schedule.Step step : schedule.steps()) {
            world.happen(step);
        }
        world.heal();
        world.check();
    }
}
