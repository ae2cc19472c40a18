package dev.keyferry.lab.space;

/** The signals that a lab sends to its processes; see signal(7). */
public enum Signal {
    INT,
    TERM,
    KILL,
    STOP,
    CONT
}
