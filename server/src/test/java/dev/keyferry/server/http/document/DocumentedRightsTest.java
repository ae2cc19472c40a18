package dev.keyferry.server.http.document;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.contract.ApiContract;
import dev.keyferry.server.contract.DescribedRoutes;
import dev.keyferry.server.contract.DescribedRoutes.Route;
import dev.keyferry.server.domain.rights.Permission;
import dev.keyferry.server.http.handler.Operation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** That the permissions and the right of each call are what the documents say. */
class DocumentedRightsTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "api.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (.+?) \\| (.+?) \\|(.*)\\|$");
    private static final Pattern METHOD = Pattern.compile("\\b(GET|POST|PUT|DELETE)\\b");
    private static final Pattern PATH = Pattern.compile("(?:/|\\.\\.\\.)[^` ]+");

    @Test
    void listsEveryPermissionWithItsIdAndNoOther() throws IOException {
        assertThat(
                        rows("| permission | id | for |").stream()
                                .map(r -> List.of(r.group(1), r.group(2), r.group(3).strip())))
                .containsExactlyElementsOf(
                        Arrays.stream(Permission.values())
                                .map(p -> List.of(p.title(), "`" + p.id() + "`", reach(p)))
                                .toList());
    }

    @Test
    void givesEveryCallTheRightThatItNeeds() throws IOException {
        List<CallRow> rows =
                rows("| call | permission | for |").stream()
                        .map(r -> CallRow.of(r.group(1), r.group(2)))
                        .toList();
        Map<String, Route> calls = new DescribedRoutes(ApiContract.served()).byId();
        List<CallRow> used =
                Arrays.stream(Operation.values())
                        .map(o -> assertDocumented(o, rows, calls))
                        .toList();
        assertThat(used).containsAll(rows);
    }

    private static CallRow assertDocumented(
            Operation operation, List<CallRow> rows, Map<String, Route> calls) {
        Route call = requireNonNull(calls.get(operation.id()));
        List<CallRow> own = rows.stream().filter(r -> !r.isGroup() && r.has(call)).toList();
        List<CallRow> found =
                own.isEmpty()
                        ? rows.stream().filter(r -> r.isGroup() && r.has(call)).toList()
                        : own;
        assertThat(found).as(call.id()).hasSize(1);
        assertThat(found.getFirst().permission())
                .as(call.id())
                .isEqualTo(operation.permission().map(Permission::title).orElse("none"));
        return found.getFirst();
    }

    private static String reach(Permission permission) {
        return switch (permission.reach()) {
            case ACCOUNT -> "accounts";
            case TUNNEL -> "accounts and tunnels";
        };
    }

    private static List<MatchResult> rows(String heading) throws IOException {
        String document = Files.readString(DOCUMENT);
        int start = document.indexOf(heading + "\n");
        assertThat(start).as(heading).isNotNegative();
        String table = document.substring(start, document.indexOf("\n\n", start));
        // The first two lines are its head.
        return ROW.matcher(table).results().skip(2).toList();
    }

    /**
     * A row of the table of rights.
     *
     * @param path the end of a path, or for a group of calls its start
     */
    private record CallRow(boolean isGroup, Set<String> methods, String path, String permission) {
        static CallRow of(String call, String permission) {
            return new CallRow(
                    call.contains(" of "),
                    METHOD.matcher(call).results().map(MatchResult::group).collect(toSet()),
                    PATH.matcher(call).results().map(MatchResult::group).collect(joining()),
                    permission.split(";", 2)[0]);
        }

        /** Whether the row is about the call. */
        boolean has(Route call) {
            boolean isPath =
                    isGroup
                            ? call.template().startsWith(path)
                            : path.startsWith("...")
                                    ? call.template().endsWith(path.substring(3))
                                    : call.template().equals(path);
            return isPath && methods.contains(call.method());
        }
    }
}
