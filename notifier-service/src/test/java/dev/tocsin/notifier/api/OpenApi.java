package dev.tocsin.notifier.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.net.http.HttpResponse;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The description of the API, read strictly: a field that it does not name must not be answered. */
final class OpenApi {
    private static final JsonMapper MAPPER = new JsonMapper();
    private final JsonNode description = MAPPER.readTree(OpenApiRoute.description());

    /** What is described, as method and path. */
    Set<String> routes() {
        return description
                .get("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .map(method -> method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey()))
                .collect(Collectors.toSet());
    }

    /** Finds that the answer is what is described for this status of this path. */
    void check(HttpResponse<String> answer) {
        String method = answer.request().method();
        String path = answer.uri().getRawPath();
        JsonNode response = description
                .at(pointer(described(path)))
                .path(method.toLowerCase(Locale.ROOT))
                .path("responses")
                .path(Integer.toString(answer.statusCode()));
        assertThat(response.isObject())
                .as("%s %s %d is described: %s", method, path, answer.statusCode(), answer.body())
                .isTrue();
        String type = answer.headers().firstValue("Content-Type").orElse("");
        JsonNode schema = response.path("content").path(type).path("schema");
        assertThat(schema.isObject()).as("%s of %s is described", type, path).isTrue();
        assertThat(faults(schema, answer.body()))
                .as("%s %s: %s", method, path, answer.body())
                .isEmpty();
    }

    /** What of this JSON is not as the schema of this name has it. */
    List<String> faults(String name, String json) {
        return faults(description.path("components").path("schemas").path(name), json);
    }

    private List<String> faults(JsonNode schema, String json) {
        return schema(schema).validate(MAPPER.readTree(json)).stream()
                .map(Object::toString)
                .toList();
    }

    private String described(String path) {
        // One without a variable is named by itself.
        return description
                .get("paths")
                .propertyStream()
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparing(template -> template.contains("{")))
                .filter(template -> matches(template, path))
                .findFirst()
                .orElseThrow(() -> new AssertionError("not described: " + path));
    }

    private static boolean matches(String template, String path) {
        String pattern = Pattern.quote(template).replaceAll("\\{[a-z]+}", "\\\\E[^/]+\\\\Q");
        return path.matches(pattern);
    }

    private static String pointer(String path) {
        return "/paths/" + path.replace("/", "~1");
    }

    private Schema schema(JsonNode schema) {
        ObjectNode whole = MAPPER.createObjectNode();
        whole.set("components", description.get("components").deepCopy());
        whole.set("allOf", MAPPER.createArrayNode().add(schema.deepCopy()));
        close(whole);
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole);
    }

    /** Clients are to ignore fields that they don't know; here there must be none. */
    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("type").asString("").equals("object")
                && object.has("properties")
                && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        Optional.of(node).filter(JsonNode::isContainer).ifPresent(container -> container.forEach(OpenApi::close));
    }
}
