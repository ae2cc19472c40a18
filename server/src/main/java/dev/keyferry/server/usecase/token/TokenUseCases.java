package dev.keyferry.server.usecase.token;

/** Everything that callers can ask for about tokens. */
public record TokenUseCases(
        ReadTokens read,
        CreateToken create,
        UpdateToken update,
        RollToken roll,
        DeleteToken delete) {}
