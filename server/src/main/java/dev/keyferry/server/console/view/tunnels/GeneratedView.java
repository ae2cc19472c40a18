package dev.keyferry.server.console.view.tunnels;

import dev.keyferry.feed.seal.Psk;
import dev.keyferry.server.console.view.Mark;
import dev.keyferry.server.console.view.Secret;
import dev.keyferry.server.domain.KeyStatus;
import dev.keyferry.server.domain.Notice;
import dev.keyferry.server.router.Inexpressible;
import dev.keyferry.server.router.RouterConfiguration;
import dev.keyferry.server.router.RouterProfile;
import dev.keyferry.server.usecase.GeneratePsk;
import gg.jte.Content;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * A key that was made, the one time that it is shown.
 *
 * @param version of it
 * @param notices what is short of loaded everywhere
 * @param router the name of the router's language
 * @param configuration with the key; empty where it cannot be said, and {@code problem} tells why
 */
public record GeneratedView(
        TunnelForm tunnel,
        String version,
        Mark state,
        List<String> notices,
        Content key,
        String router,
        Optional<Content> configuration,
        Optional<String> problem) {
    public GeneratedView {
        notices = List.copyOf(notices);
    }

    public static GeneratedView of(GeneratePsk.Answer answer, Psk psk, RouterProfile profile) {
        Optional<Content> configuration = Optional.empty();
        Optional<String> problem = Optional.empty();
        try {
            RouterConfiguration router = RouterText.configuration(profile, answer.tunnel());
            router.write(psk, OutputStream.nullOutputStream());
            configuration = Optional.of(Secret.configuration(router, psk));
        } catch (Inexpressible e) {
            problem = Optional.of(e.sentence());
        } catch (IOException e) {
            throw new UncheckedIOException("what is written nowhere cannot fail", e);
        }
        Optional<KeyStatus> status = answer.tunnel().status();
        return new GeneratedView(
                TunnelForm.of(answer.tunnel()),
                status.map(key -> key.version().toString()).orElse(""),
                status.map(key -> Mark.of(key.state())).orElse(Mark.NO_KEY),
                answer.notices().stream().map(Notice::text).toList(),
                Secret.key(psk),
                RouterText.title(profile),
                configuration,
                problem);
    }
}
