package dev.keyferry.server.contract;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.keyferry.server.contract.ApiContract.Located;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds the operation that a request asks for. Immutable. */
public final class DescribedRoutes {
    private static final String ITEM = "[^/]+";

    private final List<Route> routes = new ArrayList<>();

    public DescribedRoutes(ApiContract contract) {
        contract.document()
                .path("paths")
                .propertyNames()
                .forEach(path -> {
                    Located item = contract.at("/paths").child(path);
                    String base =
                            (item.node().has("servers") ? item.node() : contract.document())
                                    .path("servers")
                                    .path(0)
                                    .path("url")
                                    .asString();
                    item.node().propertyNames().stream()
                            .filter(method -> item.node().path(method).has("operationId"))
                            .map(method ->
                                    new Route(
                                            method.toUpperCase(Locale.ROOT),
                                            base.equals("/") ? "" : base,
                                            path,
                                            item.child(method)))
                            .forEach(routes::add);
                });
        // A literal path is meant before a template that matches it as well.
        routes.sort(Comparator.comparingInt(Route::parameters));
    }

    /**
     * One operation.
     *
     * @param method in capitals
     * @param base of the server, such as {@code /client/v4}; empty for none
     * @param template the path below the base, such as {@code /accounts/{account_id}}
     */
    public record Route(String method, String base, String template, Located operation) {
        /** The template with the base before it. */
        public String path() {
            return base + template;
        }

        public String id() {
            return operation.node().path("operationId").asString();
        }

        @Override
        public String toString() {
            return id();
        }

        int parameters() {
            return (int) template.chars().filter(c -> c == '{').count();
        }

        boolean answers(String askedMethod, String askedPath) {
            boolean asked =
                    method.equals(askedMethod)
                            || (method.equals("GET") && askedMethod.equals("HEAD"));
            return asked && matches(askedPath);
        }

        private boolean matches(String askedPath) {
            String[] parts = path().split("\\{[^}]+}", -1);
            StringBuilder pattern = new StringBuilder();
            for (int i = 0; i < parts.length; i++) {
                pattern.append(i == 0 ? "" : ITEM).append(Pattern.quote(parts[i]));
            }
            return Pattern.matches(pattern.toString(), askedPath);
        }
    }

    public List<Route> all() {
        return List.copyOf(routes);
    }

    /** Every operation by its id. */
    public Map<String, Route> byId() {
        return routes.stream().collect(toMap(Route::id, identity()));
    }

    Optional<Route> of(Answer answer) {
        return routes.stream()
                .filter(route -> route.answers(answer.method(), answer.path()))
                .findFirst();
    }
}
