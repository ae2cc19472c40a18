package dev.keyferry.server.http.handler;

import dev.keyferry.server.domain.Account;
import dev.keyferry.server.http.answer.AccountJson;
import dev.keyferry.server.http.answer.Success;
import dev.keyferry.server.http.request.AccountBody;
import dev.keyferry.server.http.request.Paging;
import dev.keyferry.server.http.request.RequestBody;
import dev.keyferry.server.usecase.CreateAccount;
import dev.keyferry.server.usecase.GetAccount;
import dev.keyferry.server.usecase.ListAccounts;
import java.util.List;

/** Accounts: create, list, get. Thread-safe. */
public final class AccountHandler {
    private final CreateAccount createAccount;
    private final ListAccounts listAccounts;
    private final GetAccount getAccount;
    private final RequestBody bodies;

    public AccountHandler(
            CreateAccount createAccount,
            ListAccounts listAccounts,
            GetAccount getAccount,
            RequestBody bodies) {
        this.createAccount = createAccount;
        this.listAccounts = listAccounts;
        this.getAccount = getAccount;
        this.bodies = bodies;
    }

    public void create(Exchange exchange) throws InterruptedException {
        exchange.refuseValidateOnly();
        Account account =
                createAccount.create(
                        exchange.caller(), AccountBody.read(bodies.open(exchange.request())));
        exchange.answer(List.of(), json -> AccountJson.write(json, account));
    }

    public void list(Exchange exchange) throws InterruptedException {
        Paging paging = exchange.paging();
        List<Account> all = listAccounts.list(exchange.caller().rights());
        List<Account> accounts = paging.of(all);
        exchange.answer(
                Success.of(List.of(), json -> AccountJson.writeAll(json, accounts))
                        .on(
                                new Success.PageOf(
                                        paging.page(),
                                        paging.perPage(),
                                        accounts.size(),
                                        all.size())));
    }

    public void get(Exchange exchange) throws InterruptedException {
        Account account = getAccount.get(exchange.account());
        exchange.answer(List.of(), json -> AccountJson.write(json, account));
    }
}
