package dev.keyferry.vici;

/** The daemon knows no such command; nothing was done. */
public final class ViciUnknownCommand extends ViciException {
    private final String command;

    ViciUnknownCommand(String command) {
        super("the daemon does not know the command " + command, null);
        this.command = command;
    }

    public String command() {
        return command;
    }
}
