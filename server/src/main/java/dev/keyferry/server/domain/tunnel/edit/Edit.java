package dev.keyferry.server.domain.tunnel.edit;

import java.util.Optional;

/** What a caller wants of one field. A field that can be unset holds an {@link Optional}. */
public sealed interface Edit<T> {
    /** It stays as it is. */
    record Keep<T>() implements Edit<T> {}

    /** It gets this value. */
    record Put<T>(T value) implements Edit<T> {}

    static <T> Edit<T> keep() {
        return new Keep<>();
    }

    static <T> Edit<T> to(T value) {
        return new Put<>(value);
    }

    /** The field's value afterwards. */
    default T over(T before) {
        return given().orElse(before);
    }

    /** The value that is wanted, if one is. */
    default Optional<T> given() {
        return switch (this) {
            case Keep<T> keep -> Optional.empty();
            case Put<T>(T value) -> Optional.of(value);
        };
    }
}
