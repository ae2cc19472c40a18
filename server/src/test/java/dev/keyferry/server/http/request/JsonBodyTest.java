package dev.keyferry.server.http.request;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {
    @Test
    void takesTheMostMembersOfAnObjectAndRefusesOneMore() {
        AtomicInteger members = new AtomicInteger();
        JsonBody most = Bodies.of("{" + members(JsonBody.MAX_MEMBERS) + "}");
        most.readObject(_ -> {
            members.incrementAndGet();
            most.skip();
        });
        assertThat(members).hasValue(JsonBody.MAX_MEMBERS);

        Bodies.assertRefused(
                JsonBodyTest::skipAll, "{" + members(JsonBody.MAX_MEMBERS + 1) + "}", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"x\":{%s}}", "{\"x\":[[],{\"y\":{%s}}]}", "{\"x\":{},\"y\":{%s}}"})
    void countsTheMembersOfWhatIsSkipped(String around) {
        skipAll(Bodies.of(around.formatted(members(JsonBody.MAX_MEMBERS))));
        Bodies.assertRefused(
                JsonBodyTest::skipAll, around.formatted(members(JsonBody.MAX_MEMBERS + 1)), "");
    }

    @Test
    void countsEachObjectByItself() {
        String object = "{" + members(JsonBody.MAX_MEMBERS) + "}";
        skipAll(Bodies.of("{\"x\":[" + object + "," + object + "],\"y\":" + object + "}"));
    }

    @Test
    void takesTheLongestNameAndRefusesALongerOne() {
        String longest = "n".repeat(JsonBody.MAX_NAME);
        skipAll(Bodies.of("{\"" + longest + "\":0}"));
        Bodies.assertRefused(JsonBodyTest::skipAll, "{\"n" + longest + "\":0}", "");
    }

    @Test
    void refusesANameThatComesTwiceInWhatIsSkipped() {
        Bodies.assertRefused(JsonBodyTest::skipAll, "{\"x\":{\"a\":1,\"\\u0061\":2}}", "");
    }

    private static void skipAll(JsonBody body) {
        body.readObject(_ -> body.skip());
    }

    private static String members(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"" + Integer.toString(i, Character.MAX_RADIX) + "\":0")
                .collect(joining(","));
    }
}
