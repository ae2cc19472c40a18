package dev.keyferry.app.command.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a signal closes, seen from outside of a process that ends. */
class UntilSignalTest {
    @Test
    void closesWithTheProcess() throws Exception {
        assertClosed(Running.class);
    }

    @Test
    void closesWhatHasStartedWhileTheProcessWasEndingAlready() throws Exception {
        assertClosed(Ending.class);
    }

    private static void assertClosed(Class<?> main) throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                main.getName())
                        .redirectErrorStream(true)
                        .start();

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.inputReader().lines()).containsExactly("closed");
        assertThat(process.exitValue()).isEqualTo(3);
    }

    private static void sayClosed() {
        System.out.println("closed");
    }

    /** Ends once its service runs. */
    static final class Running {
        public static void main(String[] arguments) {
            UntilSignal.closeAtEnd(UntilSignalTest::sayClosed);
            System.exit(3);
        }
    }

    /** Is told to end before its service runs; its end lasts until that service is closed. */
    static final class Ending {
        public static void main(String[] arguments) {
            CountDownLatch ending = new CountDownLatch(1);
            CountDownLatch started = new CountDownLatch(1);
            Runnable hook =
                    () -> {
                        ending.countDown();
                        await(started);
                    };
            Runtime.getRuntime().addShutdownHook(new Thread(hook));
            Thread.ofPlatform().start(() -> System.exit(3));
            await(ending);
            try {
                UntilSignal.closeAtEnd(UntilSignalTest::sayClosed);
            } finally {
                started.countDown();
            }
        }

        private static void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
    }
}
