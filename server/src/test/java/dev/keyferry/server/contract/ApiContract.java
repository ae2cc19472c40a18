package dev.keyferry.server.contract;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An OpenAPI document whose schemas judge values. Formats are assertions here, not remarks.
 * Thread-safe.
 */
public final class ApiContract {
    private static final String SERVED_RESOURCE = "/dev/keyferry/server/http/document/openapi.json";
    private static final String LOCATION = "urn:keyferry:openapi";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JsonNode document;
    private final SchemaRegistry registry;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    public ApiContract(String document) {
        this.document = JSON.readTree(document);
        this.registry =
                SchemaRegistry.withDefaultDialect(
                        SpecificationVersion.DRAFT_2020_12,
                        builder ->
                                builder.schemas(Map.of(LOCATION, document))
                                        .schemaRegistryConfig(
                                                SchemaRegistryConfig.builder()
                                                        .formatAssertionsEnabled(true)
                                                        .build()));
    }

    /** The document that the server serves. */
    public static ApiContract served() {
        return Served.CONTRACT;
    }

    public JsonNode document() {
        return document;
    }

    /** What a reference within the document stands for, and where; any other node as it is. */
    Located resolved(Located at) {
        JsonNode reference = at.node().path("$ref");
        return reference.isString() ? at(reference.asString().substring(1)) : at;
    }

    /** The node at a JSON pointer. */
    Located at(String pointer) {
        return new Located(pointer, document.at(pointer));
    }

    /** What the schema at a JSON pointer has against a value; empty if nothing. */
    public List<String> objections(String pointer, JsonNode value) {
        return schemas
                .computeIfAbsent(
                        pointer, p -> registry.getSchema(SchemaLocation.of(LOCATION + "#" + p)))
                .validate(value)
                .stream()
                .map(Error::toString)
                .toList();
    }

    /** A part of the document and where it stands. */
    public record Located(String pointer, JsonNode node) {
        Located child(String name) {
            return new Located(
                    pointer + "/" + name.replace("~", "~0").replace("/", "~1"), node.path(name));
        }

        boolean isThere() {
            return !node.isMissingNode();
        }
    }

    private static final class Served {
        static final ApiContract CONTRACT = new ApiContract(read());

        private Served() {}

        private static String read() {
            try (InputStream in = ApiContract.class.getResourceAsStream(SERVED_RESOURCE)) {
                if (in == null) {
                    throw new IllegalStateException("no " + SERVED_RESOURCE);
                }
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
