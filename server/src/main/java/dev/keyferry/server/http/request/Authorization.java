package dev.keyferry.server.http.request;

import dev.keyferry.server.http.answer.ApiCode;
import dev.keyferry.server.http.answer.ErrorAnswer;
import dev.keyferry.server.http.answer.ErrorItem;
import dev.keyferry.server.http.answer.RequestRefused;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the API token in a request's headers (RFC 6750, section 2.1: {@code Bearer} and a b64token;
 * the scheme in any case, RFC 9110, section 11.1).
 */
public final class Authorization {
    private static final Pattern BEARER =
            Pattern.compile("(?i:bearer) +([A-Za-z0-9._~+/-]+=*) *", Pattern.DOTALL);

    private Authorization() {}

    /**
     * Returns the token without its scheme.
     *
     * @throws RequestRefused if there are no credentials, the header breaks its syntax or comes
     *     twice, or only the legacy key headers are there
     */
    public static String token(HttpServletRequest request) {
        List<String> headers = Collections.list(request.getHeaders("Authorization"));
        if (headers.isEmpty()) {
            throw new RequestRefused(
                    hasLegacyCredentials(request)
                            ? invalidHeaders(ApiCode.LEGACY_CREDENTIALS)
                            : ErrorAnswer.of(ApiCode.MISSING_CREDENTIALS));
        }
        Matcher bearer = BEARER.matcher(headers.getFirst());
        if (headers.size() > 1 || !bearer.matches()) {
            throw new RequestRefused(invalidHeaders(ApiCode.AUTHORIZATION_SYNTAX));
        }
        return bearer.group(1);
    }

    private static boolean hasLegacyCredentials(HttpServletRequest request) {
        return request.getHeader("X-Auth-Key") != null || request.getHeader("X-Auth-Email") != null;
    }

    private static ErrorAnswer invalidHeaders(ApiCode cause) {
        return ErrorAnswer.of(ErrorItem.of(ApiCode.INVALID_HEADERS).because(cause));
    }
}
