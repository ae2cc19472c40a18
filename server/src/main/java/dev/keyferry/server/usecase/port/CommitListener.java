package dev.keyferry.server.usecase.port;

import dev.keyferry.feed.id.Revision;

/** Hears of every commit that has new revisions, on the writer's thread: it must not block. */
public interface CommitListener {
    void committed(Revision head);
}
