package dev.keyferry.vici;

/** The daemon knows no such event, so nothing would ever have been reported for it. */
public final class ViciUnknownEvent extends ViciException {
    private final String event;

    ViciUnknownEvent(String event) {
        super("the daemon does not know the event " + event, null);
        this.event = event;
    }

    public String event() {
        return event;
    }
}
