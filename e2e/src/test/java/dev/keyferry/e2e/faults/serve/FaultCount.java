package dev.keyferry.e2e.faults.serve;

/** How often servers, databases and disks fail. */
final class FaultCount {
    /** Kills of a server: the property {@code keyferry.faults.kills}. */
    static final int KILLS = Integer.getInteger("keyferry.faults.kills", 10);

    /** Of each other fault. */
    static final int OTHERS = Math.max(2, KILLS / 5);

    private FaultCount() {}
}
