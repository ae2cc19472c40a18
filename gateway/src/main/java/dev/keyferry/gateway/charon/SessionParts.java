package dev.keyferry.gateway.charon;

import dev.keyferry.gateway.desired.Desired;
import dev.keyferry.gateway.progress.Standing;

/** What the work of one session is done with; all but the last four are this session's own. */
record SessionParts(
        Inbox inbox,
        Loader loader,
        Listings listings,
        Acknowledgements acknowledgements,
        Desired desired,
        ConnectionWatch watch,
        SaEnding endings,
        Standing standing) {}
