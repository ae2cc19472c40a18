package dev.keyferry.vici;

/**
 * No reply came within the caller's deadline: the outcome is unknown, and the request may still run
 * at any later time. The session lives on and drops the late reply. A request that had not yet been
 * written by then is taken out of the queue and never runs.
 */
public final class ViciReplyOverdue extends ViciException {
    private final String command;

    ViciReplyOverdue(String command, String reason) {
        super("no reply to " + command + ": " + reason + ", outcome unknown", null);
        this.command = command;
    }

    public String command() {
        return command;
    }
}
