package dev.keyferry.server.console.view;

import dev.keyferry.feed.enrol.EnrolmentToken;
import dev.keyferry.feed.seal.Psk;
import dev.keyferry.server.domain.token.TokenValue;
import dev.keyferry.server.router.RouterConfiguration;
import gg.jte.Content;
import gg.jte.TemplateOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * A text with a key or a token, which goes escaped into the page that shows it, and into no other
 * text.
 */
public final class Secret implements Content {
    private final Writing writing;

    private Secret(Writing writing) {
        this.writing = writing;
    }

    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    public static Secret key(Psk psk) {
        return new Secret(out -> {
            byte[] key = psk.reveal();
            try {
                out.write(key);
            } finally {
                Arrays.fill(key, (byte) 0);
            }
        });
    }

    public static Secret token(EnrolmentToken token) {
        return ascii(token::reveal);
    }

    public static Secret token(TokenValue token) {
        return ascii(token::reveal);
    }

    private static Secret ascii(Supplier<String> text) {
        return new Secret(out -> out.write(text.get().getBytes(StandardCharsets.US_ASCII)));
    }

    public static Secret configuration(RouterConfiguration router, Psk psk) {
        return new Secret(out -> router.write(psk, out));
    }

    @Override
    public void writeTo(TemplateOutput output) {
        try {
            writing.to(new Escaping(output));
        } catch (IOException e) {
            throw new UncheckedIOException("a page in memory cannot be written", e);
        }
    }

    /** Each byte by itself; those of UTF-8 beyond ASCII pass as they are. */
    private static final class Escaping extends OutputStream {
        private final TemplateOutput output;

        Escaping(TemplateOutput output) {
            this.output = output;
        }

        @Override
        public void write(int b) {
            switch (b) {
                case '&' -> escape("&amp;");
                case '<' -> escape("&lt;");
                case '>' -> escape("&gt;");
                case '"' -> escape("&#34;");
                case '\'' -> escape("&#39;");
                default -> output.writeBinaryContent(new byte[] {(byte) b});
            }
        }

        private void escape(String entity) {
            output.writeBinaryContent(entity.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
