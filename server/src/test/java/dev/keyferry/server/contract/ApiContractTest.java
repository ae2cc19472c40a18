package dev.keyferry.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** That the validator fails what it must: a check that passes everything would prove nothing. */
class ApiContractTest {
    private static final String SCHEMA = "/components/schemas/Judged";
    private static final ApiContract CONTRACT =
            new ApiContract(
                    """
                    {"openapi": "3.1.0", "components": {"schemas": {
                      "Part": {"type": "object", "properties": {
                        "text": {"type": ["string", "null"]},
                        "at": {"type": "string", "format": "date-time"},
                        "address": {"anyOf": [{"format": "ipv4"}, {"format": "ipv6"}]},
                        "link": {"type": "string", "format": "uri"},
                        "count": {"type": "integer", "minimum": 0},
                        "id": {"type": "string", "pattern": "^[0-9a-f]{4}$"},
                        "kind": {"type": "string", "enum": ["a", "b"]}}},
                      "Judged": {"allOf": [{"$ref": "#/components/schemas/Part"}], "type": "object",
                        "required": ["id"], "properties": {"own": {"const": true}, "list": {"type": "array", "maxItems": 1}},
                        "unevaluatedProperties": false}}}}
                    """);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'id':'00ff'}",
                "{'id':'00ff','text':'words'}",
                "{'id':'00ff','text':null}",
                "{'id':'00ff','at':'2026-11-23T12:00:00.000000Z'}",
                "{'id':'00ff','address':'203.0.113.1'}",
                "{'id':'00ff','address':'2001:db8::1'}",
                "{'id':'00ff','link':'http://127.0.0.1:8787/docs#set-psks'}",
                "{'id':'00ff','count':0,'kind':'a','own':true,'list':[1]}",
            })
    void passesWhatIsDescribed(String value) {
        assertThat(objections(value)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'id':'00ff','text':3}",
                "{'id':'00ff','text':true}",
                "{'id':'00ff','text':[]}",
                "{'id':'00ff','text':{}}",
                "{'id':null}",
                "{}",
                "[]",
                "null",
                "{'id':'00ff','unknown':1}",
                "{'id':'00ff','at':'yesterday'}",
                "{'id':'00ff','at':'2026-13-23T12:00:00.000000Z'}",
                "{'id':'00ff','at':1700000000}",
                "{'id':'00ff','address':'203.0.113.256'}",
                "{'id':'00ff','address':'host.example'}",
                "{'id':'00ff','link':'/docs with blanks'}",
                "{'id':'00ff','count':-1}",
                "{'id':'00ff','count':1.5}",
                "{'id':'00ff','count':'1'}",
                "{'id':'00FF'}",
                "{'id':'00ff','kind':'c'}",
                "{'id':'00ff','own':false}",
                "{'id':'00ff','list':[1,2]}",
            })
    void failsWhatIsNot(String value) {
        assertThat(objections(value)).isNotEmpty();
    }

    @Test
    void readsTheServedDescription() {
        assertThat(ApiContract.served().document().path("openapi").asString()).isEqualTo("3.1.0");
    }

    private static List<String> objections(String value) {
        return CONTRACT.objections(
                SCHEMA, JsonMapper.builder().build().readTree(value.replace('\'', '"')));
    }
}
