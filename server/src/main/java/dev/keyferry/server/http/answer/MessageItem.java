package dev.keyferry.server.http.answer;

import dev.keyferry.server.domain.Notice;
import java.util.Optional;

/**
 * One item of {@code messages}: said beside a result, never a reason for failure.
 *
 * @param pointer JSON pointer (RFC 6901) into the request's body
 */
public record MessageItem(int code, String text, Optional<String> pointer) {
    /** The messages that the HTTP side adds to those of the use cases. */
    public enum Code {
        /** The public contract's word for a good token, under the number of a failure. */
        TOKEN_ACTIVE(10000, "This API Token is valid and active");

        private final int number;
        private final String text;

        Code(int number, String text) {
            this.number = number;
            this.text = text;
        }

        public int number() {
            return number;
        }
    }

    public static MessageItem of(Notice notice) {
        return new MessageItem(notice.code().number(), notice.text(), notice.pointer());
    }

    public static MessageItem tokenActive() {
        return new MessageItem(Code.TOKEN_ACTIVE.number, Code.TOKEN_ACTIVE.text, Optional.empty());
    }
}
