package dev.keyferry.server.console.view.tunnels;

import dev.keyferry.server.domain.Notice;
import dev.keyferry.server.usecase.RemovePsk;
import java.util.List;

/**
 * What came of taking a key away.
 *
 * @param isRemoved false if there was none
 * @param notices which gateways may still accept it
 */
public record RevokedView(TunnelForm tunnel, boolean isRemoved, List<String> notices) {
    public RevokedView {
        notices = List.copyOf(notices);
    }

    public static RevokedView of(TunnelForm tunnel, RemovePsk.Answer answer) {
        return new RevokedView(
                tunnel, answer.isRemoved(), answer.notices().stream().map(Notice::text).toList());
    }
}
