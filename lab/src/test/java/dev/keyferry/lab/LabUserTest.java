package dev.keyferry.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may hold a lab, and what they are told if they may not. */
class LabUserTest {
    @TempDir Path directory;
    private LabProgram program;

    @BeforeEach
    void prepare() throws Exception {
        program = new LabProgram(directory);
    }

    @Test
    void ordinaryUserGetsEspWhereTheTunDeviceIsOpen() throws Exception {
        program.with(LabProgram.Tun.OPEN).asOrdinaryUser();

        assertThat(said("ESP")).startsWith("up with 5 of 5 answers");
    }

    @Test
    void ordinaryUserIsToldOfATunDeviceThatIsClosed() throws Exception {
        program.with(LabProgram.Tun.CLOSED).asOrdinaryUser();

        assertThat(said("ESP"))
                .startsWith("no lab can be held here")
                .contains("/dev/net/tun (this user cannot open it)", "chmod 0666");
    }

    @Test
    void ordinaryUserGetsIkeWithoutATunDevice() throws Exception {
        program.with(LabProgram.Tun.ABSENT).asOrdinaryUser();

        assertThat(said("IKE_ONLY")).startsWith("up\n");
    }

    @Test
    void missingTunDeviceIsNamed() throws Exception {
        program.with(LabProgram.Tun.ABSENT).asOrdinaryUser();

        assertThat(said("ESP")).contains("/dev/net/tun (there is none)", "kernel module tun");
    }

    @Test
    void rootDoesWithoutUserNamespaces() throws Exception {
        program.withoutUserNamespaces();

        assertThat(said("IKE_ONLY")).startsWith("up\n");
    }

    @Test
    void whoMayMakeNoNamespacesIsTold() throws Exception {
        program.withoutUserNamespaces().withoutCapabilities();

        assertThat(said("IKE_ONLY"))
                .contains("the right to make namespaces (unshare:", "user.max_user_namespaces");
        assertThat(program.home()).isEmptyDirectory();
    }

    private String said(String dataPath) throws Exception {
        Process process = program.start(dataPath);
        process.getOutputStream().close();
        StringBuilder said = new StringBuilder();
        for (String line = LabProgram.line(process);
                !line.isEmpty();
                line = LabProgram.line(process)) {
            said.append(line).append('\n');
        }
        assertThat(process.waitFor()).isZero();
        return said.toString();
    }
}
