package dev.keyferry.server.delivery.progress;

import dev.keyferry.feed.Report;
import dev.keyferry.feed.RevisionRange;
import dev.keyferry.feed.id.Revision;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Revisions that somebody waits for, as ranges: those of one request are one range. */
record WantedRevisions(List<RevisionRange> ranges) {
    static WantedRevisions of(Collection<Revision> revisions) {
        List<RevisionRange> ranges = new ArrayList<>();
        for (Revision revision : revisions.stream().sorted().toList()) {
            boolean isNext = !ranges.isEmpty() && ranges.getLast().last().next().equals(revision);
            Revision first = isNext ? ranges.removeLast().first() : revision;
            ranges.add(new RevisionRange(first, revision));
        }
        return new WantedRevisions(List.copyOf(ranges));
    }

    boolean isCoveredBy(Report report) {
        return ranges.isEmpty()
                || !ranges.getLast().last().isAfter(report.through())
                || ranges.stream().allMatch(range -> isCovered(range, report));
    }

    private static boolean isCovered(RevisionRange range, Report report) {
        if (!range.last().isAfter(report.through())) {
            return true;
        }
        Revision first =
                range.first().isAfter(report.through()) ? range.first() : report.through().next();
        return report.ahead().stream()
                .anyMatch(ahead -> ahead.contains(first) && ahead.contains(range.last()));
    }
}
