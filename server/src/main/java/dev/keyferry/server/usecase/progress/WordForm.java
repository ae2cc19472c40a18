package dev.keyferry.server.usecase.progress;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import dev.keyferry.feed.codec.ReportCodec;
import dev.keyferry.feed.codec.WitnessCodec;
import dev.keyferry.feed.id.Bytes;
import dev.keyferry.feed.id.EdgeKeyId;
import dev.keyferry.feed.id.GatewayName;
import dev.keyferry.feed.id.Revision;
import dev.keyferry.feed.reauth.ReauthOutcome.Kind;
import dev.keyferry.server.usecase.port.edge.EdgeKeyHolders.Told;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Words as bytes. */
final class WordForm {
    private static final int REPORTED = 1;
    private static final int TOLD_KEYS = 2;
    private static final int REAUTHENTICATED = 3;
    private static final int WITNESSED = 4;

    private WordForm() {}

    static int kind(Word word) {
        return switch (word) {
            case Word.Reported _ -> REPORTED;
            case Word.ToldKeys _ -> TOLD_KEYS;
            case Word.Reauthenticated _ -> REAUTHENTICATED;
            case Word.Witnessed _ -> WITNESSED;
        };
    }

    static Bytes encode(Word word) {
        return Bytes.copyOf(
                switch (word) {
                    case Word.Reported reported -> ReportCodec.encode(reported.report());
                    case Word.ToldKeys(GatewayName _, Told told) ->
                            ascii(list(told.holds()) + ";" + list(told.needs()));
                    case Word.Reauthenticated(GatewayName _, Map<Revision, Kind> outcomes) ->
                            ascii(
                                    outcomes.entrySet().stream()
                                            .map(one -> one.getKey().value() + ":" + one.getValue())
                                            .collect(joining(",")));
                    case Word.Witnessed witnessed -> WitnessCodec.encode(witnessed.question());
                });
    }

    /**
     * Reads a word.
     *
     * @throws IllegalArgumentException if it is none that this version knows
     */
    static Word decode(GatewayName gateway, int kind, Bytes content) {
        byte[] bytes = content.toArray();
        return switch (kind) {
            case REPORTED -> new Word.Reported(gateway, ReportCodec.decode(bytes));
            case TOLD_KEYS -> new Word.ToldKeys(gateway, told(text(bytes)));
            case REAUTHENTICATED -> new Word.Reauthenticated(gateway, outcomes(text(bytes)));
            case WITNESSED -> new Word.Witnessed(gateway, WitnessCodec.decodeQuestion(bytes));
            default -> throw new IllegalArgumentException("a word of another version");
        };
    }

    private static Told told(String text) {
        String[] lists = text.split(";", -1);
        if (lists.length != 2) {
            throw new IllegalArgumentException("there are two lists");
        }
        return new Told(ids(lists[0]), ids(lists[1]));
    }

    private static Map<Revision, Kind> outcomes(String text) {
        return parts(text)
                .map(one -> one.split(":", 2))
                .collect(
                        toMap(
                                one -> new Revision(Long.parseLong(one[0])),
                                one -> Kind.valueOf(one[1])));
    }

    private static String list(List<EdgeKeyId> ids) {
        return ids.stream().map(EdgeKeyId::value).collect(joining(","));
    }

    private static List<EdgeKeyId> ids(String list) {
        return parts(list).map(EdgeKeyId::new).toList();
    }

    private static Stream<String> parts(String list) {
        return Arrays.stream(list.split(",")).filter(part -> !part.isEmpty());
    }

    private static String text(byte[] ascii) {
        return new String(ascii, StandardCharsets.US_ASCII);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
