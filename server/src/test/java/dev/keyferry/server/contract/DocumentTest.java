package dev.keyferry.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyferry.server.contract.ApiContract.Located;
import dev.keyferry.server.contract.DescribedRoutes.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** That the description is sound in itself. */
class DocumentTest {
    private static final ApiContract CONTRACT = ApiContract.served();
    private static final List<Route> ROUTES = new DescribedRoutes(CONTRACT).all();

    @Test
    void hasOnlyExamplesThatItsOwnSchemasPass() {
        List<String> objections = new ArrayList<>();
        List<String> examples = new ArrayList<>();
        everything(
                CONTRACT.at(""),
                node -> {
                    judge(node, node.child("example"), examples, objections);
                    node.child("examples")
                            .node()
                            .propertyNames()
                            .forEach(name ->
                                    judge(
                                            node,
                                            node.child("examples").child(name).child("value"),
                                            examples,
                                            objections));
                    for (JsonNode value : listed(node.child("examples").node())) {
                        examples.add(node.pointer());
                        CONTRACT.objections(node.pointer(), value)
                                .forEach(o -> objections.add(node.pointer() + ": " + o));
                    }
                });
        assertThat(objections).isEmpty();
        assertThat(examples).hasSizeGreaterThan(ROUTES.size());
    }

    @Test
    void showsAnExampleOfEveryBody() {
        for (Route route : ROUTES) {
            everything(
                    route.operation(),
                    node -> {
                        if (node.pointer().endsWith("/application~1json")
                                && node.node().path("schema").has("allOf")) {
                            assertThat(node.node().has("example") || node.node().has("examples"))
                                    .as(node.pointer())
                                    .isTrue();
                        }
                    });
        }
    }

    @Test
    void refersToNothingThatIsMissingAndHasNothingThatIsNotReferredTo() {
        Set<String> referredTo = new TreeSet<>();
        everything(
                CONTRACT.at(""),
                node -> {
                    JsonNode reference = node.node().path("$ref");
                    if (reference.isString()) {
                        String pointer = reference.asString().substring(1);
                        assertThat(CONTRACT.at(pointer).isThere()).as(pointer).isTrue();
                        referredTo.add(pointer);
                    }
                });
        for (String kind : List.of("schemas", "parameters", "headers", "responses")) {
            Located components = CONTRACT.at("/components/" + kind);
            components
                    .node()
                    .propertyNames()
                    .forEach(name ->
                            assertThat(referredTo).contains(components.child(name).pointer()));
        }
    }

    @Test
    void namesEveryOperationOnceAndSaysWhatItDoes() {
        assertThat(ROUTES)
                .extracting(Route::id)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z]+(-[a-z]+)+"));
        for (Route route : ROUTES) {
            for (String member : List.of("summary", "description", "tags", "responses")) {
                assertThat(route.operation().node().has(member)).as(route.id()).isTrue();
            }
        }
    }

    @Test
    void declaresEveryParameterOfEveryPath() {
        for (Route route : ROUTES) {
            String item =
                    route.operation()
                            .pointer()
                            .substring(0, route.operation().pointer().lastIndexOf('/'));
            List<String> names =
                    CONTRACT.at(item + "/parameters")
                            .node()
                            .valueStream()
                            .map(p -> CONTRACT.at(p.path("$ref").asString().substring(1)).node())
                            .map(p -> "{" + p.path("name").asString() + "}")
                            .toList();
            assertThat(names).allMatch(route.path()::contains).hasSize(route.parameters());
        }
    }

    /** Whatever an answer may have is described: all its objects are closed. */
    @Test
    void leavesNoObjectOfAnAnswerOpen() {
        Set<String> seen = new TreeSet<>();
        for (Route route : ROUTES) {
            for (Located response : children(route.operation().child("responses"))) {
                Located body =
                        CONTRACT.resolved(response)
                                .child("content")
                                .child("application/json")
                                .child("schema");
                if (!route.id().equals("get-openapi-document")) {
                    assertClosed(body, seen);
                }
            }
        }
        assertThat(seen).contains("/components/schemas/Tunnel", "/components/schemas/Failure");
    }

    private static void assertClosed(Located schema, Set<String> seen) {
        Located real = CONTRACT.resolved(schema);
        if (!seen.add(real.pointer())) {
            return;
        }
        if (real.node().has("properties")
                || real.node().path("type").asString("").equals("object")) {
            boolean isClosed =
                    isShut(real) || isShut(schema) || real.node().has("additionalProperties");
            assertThat(isClosed).as("closed: %s, by %s", real.pointer(), schema.pointer()).isTrue();
        }
        for (Located part : children(real.child("properties"))) {
            assertClosed(part, seen);
        }
        for (Located part : children(real.child("anyOf"))) {
            assertClosed(part, seen);
        }
        for (String within : List.of("items", "additionalProperties")) {
            if (real.child(within).node().isObject()) {
                assertClosed(real.child(within), seen);
            }
        }
    }

    private static boolean isShut(Located schema) {
        return !schema.node().path("unevaluatedProperties").asBoolean(true);
    }

    private static void judge(
            Located node, Located example, List<String> examples, List<String> objections) {
        if (example.isThere() && node.child("schema").isThere()) {
            examples.add(example.pointer());
            CONTRACT.objections(node.child("schema").pointer(), example.node())
                    .forEach(o -> objections.add(example.pointer() + ": " + o));
        }
    }

    private static Iterable<JsonNode> listed(JsonNode examples) {
        return examples.isArray() ? examples : List.of();
    }

    private static void everything(Located node, Consumer<Located> visitor) {
        visitor.accept(node);
        children(node).forEach(child -> everything(child, visitor));
    }

    private static List<Located> children(Located node) {
        List<Located> children = new ArrayList<>();
        node.node().propertyNames().forEach(name -> children.add(node.child(name)));
        for (int i = 0; node.node().isArray() && i < node.node().size(); i++) {
            children.add(CONTRACT.at(node.pointer() + "/" + i));
        }
        return children;
    }
}
