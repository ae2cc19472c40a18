package dev.keyferry.gateway.charon;

import dev.keyferry.gateway.desired.Desired;
import dev.keyferry.gateway.progress.Reporter;
import dev.keyferry.gateway.progress.Standing;
import dev.keyferry.gateway.secrets.Acknowledgements;
import dev.keyferry.gateway.secrets.Inbox;
import dev.keyferry.gateway.secrets.Listings;
import dev.keyferry.gateway.secrets.Loader;
import dev.keyferry.gateway.watch.ConnectionWatch;

/** What the work of one session is done with; all but the last three are this session's own. */
record SessionParts(
        Inbox inbox,
        Loader loader,
        Listings listings,
        Acknowledgements acknowledgements,
        Desired desired,
        ConnectionWatch watch,
        Reporter reporter) {
    Standing standing() {
        return reporter.standing();
    }

    /** As many secrets of ours as the charon may hold now or soon. */
    int ours() {
        return Math.max(desired.liveCount(), loader.view().size()) + loader.unanswered();
    }
}
