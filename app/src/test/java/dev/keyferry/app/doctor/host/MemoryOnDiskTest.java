package dev.keyferry.app.doctor.host;

import dev.keyferry.app.doctor.Findings;
import dev.keyferry.app.doctor.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Swap and core dumps, by what Linux shows of them. */
class MemoryOnDiskTest {
    private static final String SWAPS =
            "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n%s    partition\t8388604\t\t0\t\t-2\n";
    @TempDir private Path root;

    @Test
    void swapIsWellWhereItIsEncryptedOrNotThere() throws IOException {
        write("proc/swaps", SWAPS.lines().findFirst().orElseThrow() + "\n");
        assertSwap(Level.OK);
        write("proc/swaps", SWAPS.formatted("/dev/zram0"));
        assertSwap(Level.OK);
        write("proc/swaps", SWAPS.formatted("/dev/dm-1"));
        assertSwap(Level.WARN, "/dev/dm-1");
        write("sys/class/block/dm-1/dm/uuid", "LVM-x\n");
        write("sys/class/block/dm-1/slaves/dm-0/size", "8");
        assertSwap(Level.WARN, "/dev/dm-1");
        write("sys/class/block/dm-0/dm/uuid", "CRYPT-LUKS2-x\n");
        assertSwap(Level.OK);
    }

    @Test
    void openSwapIsToLookAtUnlessCharonIsKeptOutOfIt() throws IOException {
        write("proc/swaps", SWAPS.formatted("/swapfile"));
        assertSwap(Level.WARN, "/swapfile");
        write("etc/systemd/system/strongswan.service", "[Service]\nMemorySwapMax=0\n");
        assertSwap(Level.OK, "kept out of swap");
    }

    @Test
    void aCrashOfCharonIsToLookAtUnlessItsLimitIsNought() throws IOException {
        write("proc/sys/kernel/core_pattern", "core\n");
        process("17", "sshd", "/usr/sbin/sshd\0", "unlimited");
        assertCores(Level.OK, "neither charon nor Keyferry is seen");

        process("42", "charon-systemd", "/usr/sbin/charon-systemd\0", "unlimited");
        assertCores(Level.WARN, "charon-systemd (42)", "`core`");
        process("42", "charon-systemd", "/usr/sbin/charon-systemd\0", "0        ");
        assertCores(Level.OK, "no crash");

        process("43", "java", "java\0-cp\0/usr/lib/keyferry/lib/x.jar\0agent\0--ca\0", "unlimited");
        assertCores(Level.WARN, "keyferry (43)");
        write("proc/sys/kernel/core_pattern", "\n");
        assertCores(Level.OK);
    }

    @Test
    void aPipeGetsTheCoreWhateverTheLimitIsUnlessItHeedsIt() throws IOException {
        process("42", "charon", "/usr/lib/ipsec/charon\0", "0        ");
        write("proc/sys/kernel/core_pattern", "|/usr/share/apport/apport %p\n");
        assertCores(Level.WARN, "apport", "charon (42)");
        write("proc/sys/kernel/core_pattern", "|/lib/systemd/systemd-coredump %P %u %c\n");
        assertCores(Level.OK);
    }

    private void process(String pid, String name, String line, String limit) throws IOException {
        write("proc/" + pid + "/comm", name + "\n");
        write("proc/" + pid + "/cmdline", line);
        write(
                "proc/" + pid + "/limits",
                """
                Limit                     Soft Limit           Hard Limit           Units
                Max stack size            8388608              unlimited            bytes
                Max core file size        %s                    unlimited            bytes
                """
                        .formatted(limit));
    }

    private void assertSwap(Level level, String... words) {
        Findings.assertOnly(new SwapCheck(new HostFiles(root)).look(), level, words);
    }

    private void assertCores(Level level, String... words) {
        Findings.assertOnly(new CoreDumpCheck(new HostFiles(root)).look(), level, words);
    }

    private void write(String to, String text) throws IOException {
        Path file = root.resolve(to);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
    }
}
