package dev.keyferry.server.usecase.edge;

/** Everything that operators can ask for about edges. */
public record EdgeUseCases(
        ReadEdges read, CreateEdge create, SetEdgeKey setKey, BindAddress bind) {}
