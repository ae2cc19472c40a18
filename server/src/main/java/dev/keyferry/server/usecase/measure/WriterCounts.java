package dev.keyferry.server.usecase.measure;

import dev.keyferry.feed.id.Revision;

/**
 * What the store's writer does.
 *
 * @param head the newest revision that was committed
 * @param commits transactions committed since this process started
 * @param failures changes that failed by a defect or by the store since then
 * @param waiting changes that wait for the writer
 */
public record WriterCounts(Revision head, long commits, long failures, int waiting) {}
