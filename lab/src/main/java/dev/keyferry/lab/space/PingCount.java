package dev.keyferry.lab.space;

import java.util.OptionalInt;
import java.util.regex.MatchResult;
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

    /** Reads the answers to the first so many requests; ping(8) may have sent more, or fewer. */
    static PingCount ofTheFirst(int count, String output) {
        PingCount all = ofAll(output);
        long received =
                ANSWER.matcher(output)
                        .results()
                        .map(PingCount::sequenceNumber)
                        .filter(number -> number <= count)
                        .distinct()
                        .count();
        return new PingCount(Math.min(count, all.sent()), (int) received);
    }

    /** Reads the summary of ping(8): every request without an answer is lost. */
    static PingCount ofAll(String lastLines) {
        Matcher summary = SUMMARY.matcher(lastLines);
        if (!summary.find()) {
            throw new LabFailure("ping said: " + lastLines.strip());
        }
        return new PingCount(
                Integer.parseInt(summary.group(1)), Integer.parseInt(summary.group(2)));
    }

    /**
     * Reads the last lines of a ping(8) that was interrupted while answers came. Requests after the
     * one that was answered last count as not sent: they were on their way.
     */
    static PingCount ofTheAnswered(String lastLines) {
        PingCount all = ofAll(lastLines);
        int last = lastAnswer(lastLines).orElse(0);
        int onTheirWay = Math.floorMod(all.sent() - last, SEQUENCE_NUMBERS);
        return new PingCount(all.sent() - onTheirWay, all.received());
    }

    /** The sequence number of the last answer in the output, if there is one. */
    static OptionalInt lastAnswer(String lastLines) {
        return ANSWER.matcher(lastLines)
                .results()
                .mapToInt(PingCount::sequenceNumber)
                .reduce((earlier, later) -> later);
    }

    private static int sequenceNumber(MatchResult answer) {
        return Integer.parseInt(answer.group(1));
    }
}
