package dev.keyferry.server.http.answer;

/** The request is refused before any use case has seen it; nothing was changed. */
public final class RequestRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient ErrorAnswer answer;

    public RequestRefused(ErrorAnswer answer) {
        super(answer.errors().getFirst().message(), null, false, false);
        this.answer = answer;
    }

    public ErrorAnswer answer() {
        return answer;
    }

    /**
     * The body is not what it must be.
     *
     * @param pointer JSON pointer (RFC 6901) into the body; empty for the body as a whole
     */
    public static RequestRefused invalid(String pointer, String sentence) {
        return of(ErrorItem.invalid(sentence).at(pointer));
    }

    public static RequestRefused of(ErrorItem error) {
        return new RequestRefused(ErrorAnswer.of(error));
    }

    public static RequestRefused of(ApiCode code) {
        return of(ErrorItem.of(code));
    }
}
