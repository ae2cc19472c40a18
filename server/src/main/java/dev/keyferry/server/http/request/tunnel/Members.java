package dev.keyferry.server.http.request.tunnel;

import dev.keyferry.server.domain.tunnel.edit.Edit;
import dev.keyferry.server.http.request.Field;
import dev.keyferry.server.http.request.JsonBody;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads the members of one object into values of the domain.
 *
 * @param pointer JSON pointer (RFC 6901) to the object; empty for the whole body
 */
record Members(JsonBody body, String pointer) {
    String pointer(String member) {
        return pointer + "/" + member;
    }

    Members within(String member) {
        return new Members(body, pointer(member));
    }

    /**
     * Reads a string.
     *
     * @param parse refuses by {@link IllegalArgumentException}, in a text that does not quote it
     */
    <T> T text(String member, Function<String, T> parse) {
        String here = pointer(member);
        return Field.parse(here, body.string(here), parse);
    }

    /** Reads a string that is empty where the field is to have no value. */
    <T> Edit<Optional<T>> unsettable(String member, Function<String, T> parse) {
        return Edit.to(
                text(
                        member,
                        value ->
                                value.isEmpty()
                                        ? Optional.empty()
                                        : Optional.of(parse.apply(value))));
    }

    /** Reads a string that is one of the constants' names, in lower case. */
    <E extends Enum<E>> Edit<E> constant(String member, Class<E> type) {
        return Edit.to(text(member, value -> named(value, type)));
    }

    /**
     * Reads a boolean or null.
     *
     * @param unset what null stands for
     */
    <T> Edit<T> flag(String member, T unset, Function<Boolean, T> meaning) {
        return Edit.to(body.nullableBoolean(pointer(member)).map(meaning).orElse(unset));
    }

    private static <E extends Enum<E>> E named(String value, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> name(constant).equals(value))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                Arrays.stream(type.getEnumConstants())
                                        .map(Members::name)
                                        .collect(
                                                Collectors.joining(
                                                        ", ", "this must be one of ", ""))));
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
