package dev.keyferry.server.usecase;

/** Everything that callers can ask for. */
public record UseCases(
        Authenticate authenticate,
        CreateAccount createAccount,
        ListAccounts listAccounts,
        GetAccount getAccount,
        CreateTunnels createTunnels,
        ListTunnels listTunnels,
        GetTunnel getTunnel,
        DeleteTunnel deleteTunnel,
        SetPsks setPsks,
        GeneratePsk generatePsk) {}
