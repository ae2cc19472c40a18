package dev.keyferry.app.command.process;

import dev.keyferry.app.ExitCode;
import dev.keyferry.app.command.terminal.Terminal;
import dev.keyferry.app.demo.Demo;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description =
                "Shows everything at work on this machine, in network namespaces of its"
                        + " own: a server, a real charon as gateway, real charons as customers'"
                        + " routers. Takes about half a minute, changes nothing else and leaves"
                        + " nothing behind.",
        footer = {
            "",
            "Needs strongSwan, ip and ping, and installs them where it runs as root. Runs as an",
            "ordinary user where user namespaces are allowed and /dev/net/tun is open to that user."
        })
public final class DemoCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--keep",
            description = "Leave it running afterwards and print how to reach it.")
    private boolean isKept;

    public DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        boolean isShown =
                Demo.run(terminal.out(), isKept ? Demo.Ending.KEEP_RUNNING : Demo.Ending.STOP);
        return (isShown ? ExitCode.DONE : ExitCode.REFUSED).number();
    }
}
