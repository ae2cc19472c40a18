package dev.keyferry.lab.space;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many echo requests were sent, and how many were answered. */
public record PingCount(int sent, int received) {
    private static final Pattern SUMMARY =
            Pattern.compile("(\\d+) packets transmitted, (\\d+) received");
    private static final Pattern ANSWER = Pattern.compile("icmp_seq=(\\d+) ttl=");

    /** Sequence numbers are 16 bits (RFC 792) and start again from 0. */
    private static final int SEQUENCE_NUMBERS = 65_536;

    public PingCount {
        if (sent < 0 || received < 0 || received > sent) {
            throw new IllegalArgumentException(sent + " sent, " + received + " received");
        }
    }

    public int lost() {
        return sent - received;
    }

    /** Reads the summary of ping(8). */
    static PingCount parse(String output) {
        Matcher summary = SUMMARY.matcher(output);
        if (!summary.find()) {
            throw new LabFailure("ping said: " + output.strip());
        }
        return new PingCount(
                Integer.parseInt(summary.group(1)), Integer.parseInt(summary.group(2)));
    }

    /**
     * Reads the last lines of a ping(8) that was interrupted. A request that was the last one and
     * has no answer yet counts as not sent: it was on its way.
     */
    static PingCount parseInterrupted(String lastLines) {
        PingCount count = parse(lastLines);
        int lastAnswer = 0;
        for (Matcher answer = ANSWER.matcher(lastLines); answer.find(); ) {
            lastAnswer = Integer.parseInt(answer.group(1));
        }
        boolean lastIsOnItsWay = count.lost() > 0 && lastAnswer != count.sent() % SEQUENCE_NUMBERS;
        return lastIsOnItsWay ? new PingCount(count.sent() - 1, count.received()) : count;
    }
}
