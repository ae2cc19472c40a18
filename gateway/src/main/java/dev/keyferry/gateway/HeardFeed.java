package dev.keyferry.gateway;

import dev.keyferry.feed.Feed;
import dev.keyferry.feed.Poll;
import dev.keyferry.feed.PollAnswer;
import dev.keyferry.feed.Report;
import dev.keyferry.feed.evidence.Evidence;

/**
 * Tells whenever the control plane has answered. A poll may wait for half a minute where there is
 * nothing new; reports are answered at once.
 *
 * @param heard must not block for long
 */
record HeardFeed(Feed feed, Runnable heard) implements Feed {
    @Override
    public PollAnswer poll(Poll poll) throws InterruptedException {
        PollAnswer answer = feed.poll(poll);
        heard.run();
        return answer;
    }

    @Override
    public void report(Report report) throws InterruptedException {
        feed.report(report);
        heard.run();
    }

    @Override
    public void evidence(Evidence evidence) throws InterruptedException {
        feed.evidence(evidence);
        heard.run();
    }
}
