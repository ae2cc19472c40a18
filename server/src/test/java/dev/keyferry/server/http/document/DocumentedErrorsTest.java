package dev.keyferry.server.http.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.feed.GatewayCondition;
import dev.keyferry.feed.TunnelException;
import dev.keyferry.feed.evidence.Hint;
import dev.keyferry.feed.wire.Problem;
import dev.keyferry.server.domain.KeyStatus;
import dev.keyferry.server.domain.Notice;
import dev.keyferry.server.domain.UnappliedReason;
import dev.keyferry.server.domain.reauth.Found;
import dev.keyferry.server.http.answer.ApiCode;
import dev.keyferry.server.http.answer.MessageItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocumentedErrorsTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "errors.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|([^|]*)\\|");

    @Test
    void listsEveryErrorCodeWithItsHttpStatusAndNoOther() throws IOException {
        assertThat(rows("## Error codes"))
                .extracting(row -> row.group(1) + ":" + row.group(2).stripTrailing())
                .containsExactlyInAnyOrderElementsOf(
                        names(
                                ApiCode.values(),
                                code -> code.number() + ": " + listed(code.statuses())));
    }

    @Test
    void givesOursTheHttpStatusAsTheirLastDigits() {
        assertThat(ApiCode.values())
                .filteredOn(code -> code.number() >= 19_400)
                .allSatisfy(
                        code -> assertThat(code.statuses()).containsExactly(code.number() % 1_000));
    }

    @Test
    void listsEveryMessageAndNoOther() throws IOException {
        List<String> ours =
                names(MessageItem.Code.values(), code -> Integer.toString(code.number()));
        List<String> notices = names(Notice.Code.values(), code -> Integer.toString(code.number()));
        assertThat(table("## Messages"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(ours.stream(), notices.stream()).toList());
    }

    @Test
    void listsEveryReasonAndNoOther() throws IOException {
        assertThat(table("## Reasons in `unapplied_psks`"))
                .containsExactlyInAnyOrderElementsOf(
                        names(UnappliedReason.values(), UnappliedReason::token));
    }

    @Test
    void listsEveryStateAndNoOther() throws IOException {
        List<String> states = names(KeyStatus.State.values(), DocumentedErrorsTest::lowerCase);
        List<String> stages = names(KeyStatus.Stage.values(), DocumentedErrorsTest::lowerCase);
        assertThat(table("## States of a key"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(states, stages, List.of("proven", "rejected"))
                                .flatMap(List::stream)
                                .toList());
    }

    @Test
    void listsEveryOutcomeOfAReauthenticationWithItsVerdictAndNoOther() throws IOException {
        assertThat(rows("## Outcomes of a reauthentication"))
                .extracting(row -> row.group(1) + ":" + row.group(2).stripTrailing())
                .containsExactlyInAnyOrderElementsOf(
                        names(
                                Found.values(),
                                found -> found.token() + ": " + found.verdict().token()));
    }

    @Test
    void listsEveryHintAndNoOther() throws IOException {
        assertThat(table("## Hints"))
                .containsExactlyInAnyOrderElementsOf(names(Hint.values(), Hint::token));
    }

    @Test
    void listsEveryProblemOfGatewaysWithItsHttpStatusAndNoOther() throws IOException {
        assertThat(rows("## Problems of gateways"))
                .extracting(row -> row.group(1) + ":" + row.group(2).stripTrailing())
                .containsExactlyInAnyOrderElementsOf(
                        names(Problem.Kind.values(), kind -> kind.token() + ": " + kind.status()));
    }

    @Test
    void listsEveryGatewayConditionAndNoOther() throws IOException {
        assertThat(table("## Gateway conditions"))
                .containsExactlyInAnyOrderElementsOf(
                        names(GatewayCondition.Kind.values(), GatewayCondition.Kind::token));
    }

    @Test
    void listsEveryTunnelExceptionAndNoOther() throws IOException {
        assertThat(table("## Tunnel exceptions"))
                .containsExactlyInAnyOrderElementsOf(
                        names(TunnelException.Kind.values(), TunnelException.Kind::token));
    }

    @Test
    void givesNoNumberTwiceButTheOneThatThePublicContractDoes() {
        List<Integer> numbers =
                Stream.of(
                                Arrays.stream(ApiCode.values()).map(ApiCode::number),
                                Arrays.stream(Notice.Code.values()).map(Notice.Code::number),
                                Arrays.stream(MessageItem.Code.values())
                                        .filter(code -> code != MessageItem.Code.TOKEN_ACTIVE)
                                        .map(MessageItem.Code::number))
                        .flatMap(Function.identity())
                        .toList();
        assertThat(MessageItem.Code.TOKEN_ACTIVE.number()).isEqualTo(ApiCode.FORBIDDEN.number());
        assertThat(numbers).doesNotHaveDuplicates().allMatch(n -> n >= 1000 || n == 971);
    }

    private static List<String> table(String heading) throws IOException {
        return rows(heading).stream().map(row -> row.group(1)).toList();
    }

    private static List<MatchResult> rows(String heading) throws IOException {
        String document = Files.readString(DOCUMENT);
        int start = document.indexOf(heading + "\n");
        assertThat(start).as(heading).isNotNegative();
        int end = document.indexOf("\n## ", start);
        String section = document.substring(start, end < 0 ? document.length() : end);
        return ROW.matcher(section).results().toList();
    }

    private static String listed(List<Integer> numbers) {
        return numbers.stream().map(Object::toString).collect(Collectors.joining(", "));
    }

    private static <T> List<String> names(T[] values, Function<T, String> name) {
        return Arrays.stream(values).map(name).toList();
    }

    private static String lowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
