package dev.keyferry.server.http.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.contract.ApiContract;
import dev.keyferry.server.contract.DescribedRoutes;
import dev.keyferry.server.contract.DescribedRoutes.Route;
import dev.keyferry.server.domain.KeyStatus;
import dev.keyferry.server.domain.Notice;
import dev.keyferry.server.http.answer.ApiCode;
import dev.keyferry.server.http.answer.MessageItem;
import dev.keyferry.server.http.handler.Operation;
import dev.keyferry.server.http.parts.ApiFixture;
import dev.keyferry.server.http.parts.RawHttp;
import dev.keyferry.server.http.parts.Reply;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** That the description and the code say the same of routes, codes and states. */
class DescribedApiTest {
    private static final ApiContract CONTRACT = ApiContract.served();
    private static final List<Route> ROUTES = new DescribedRoutes(CONTRACT).all();

    /** Those that need no right and so are no {@link Operation}. */
    private static final List<String> OPEN = List.of("get-openapi-document", "read-documentation");

    @Test
    void describesEveryOperationAndNoOther() {
        assertThat(ROUTES)
                .extracting(Route::id)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(
                                        OPEN.stream(),
                                        Arrays.stream(Operation.values()).map(Operation::id))
                                .toList());
    }

    @Test
    void describesTheMethodsThatEveryPathHas() throws Exception {
        try (ApiFixture api = ApiFixture.start()) {
            for (Route route : ROUTES) {
                String path = route.path().replaceAll("\\{[^}]+}", "0".repeat(32));
                Reply reply =
                        RawHttp.exchange(
                                api.address(),
                                RawHttp.head("BREW " + path + " HTTP/1.1", api.authorization()));
                assertThat(Set.of(reply.assertFailure(405, 19405).header("allow").split(", ")))
                        .as(path)
                        .isEqualTo(methodsOf(path));
            }
        }
    }

    @Test
    void listsEveryCodeOfAnErrorAndNoOther() {
        Set<Integer> ofChains = Set.of(6103, 6111);
        assertThat(integers("/components/schemas/Error/properties/code/enum"))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(ApiCode.values())
                                .map(ApiCode::number)
                                .filter(code -> !ofChains.contains(code))
                                .toList());
        assertThat(
                        integers(
                                "/components/schemas/Error/properties/error_chain/items/properties/code/enum"))
                .containsExactlyInAnyOrderElementsOf(ofChains);
    }

    @Test
    void listsEveryCodeOfAMessageAndNoOther() {
        assertThat(integers("/components/schemas/Message/properties/code/enum"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(
                                        Arrays.stream(Notice.Code.values())
                                                .map(Notice.Code::number),
                                        Arrays.stream(MessageItem.Code.values())
                                                .map(MessageItem.Code::number))
                                .toList());
    }

    @Test
    void listsEveryStateOfAKeyAndNoOther() {
        assertThat(strings("/components/schemas/KeyState/properties/state/enum"))
                .containsExactlyInAnyOrderElementsOf(names(KeyStatus.State.values()));
        assertThat(strings("/components/schemas/KeyOnGateway/properties/state/enum"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(
                                        names(KeyStatus.Stage.values()).stream(),
                                        // What peers did, of a key that is loaded.
                                        Stream.of("proven", "rejected"))
                                .toList());
    }

    private static Set<String> methodsOf(String path) {
        Set<String> methods = new TreeSet<>();
        for (Route route : ROUTES) {
            if (path.matches(route.path().replaceAll("\\{[^}]+}", "[^/]+"))) {
                methods.add(route.method());
            }
        }
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return methods;
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(v -> v.name().toLowerCase(Locale.ROOT)).toList();
    }

    private static List<Integer> integers(String pointer) {
        return at(pointer).map(JsonNode::asInt).toList();
    }

    private static List<String> strings(String pointer) {
        return at(pointer).map(JsonNode::asString).toList();
    }

    private static Stream<JsonNode> at(String pointer) {
        return CONTRACT.document().at(pointer).valueStream();
    }
}
