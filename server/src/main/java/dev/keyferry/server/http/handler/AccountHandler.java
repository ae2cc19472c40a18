package dev.keyferry.server.http.handler;

import dev.keyferry.server.domain.Account;
import dev.keyferry.server.http.answer.AccountJson;
import dev.keyferry.server.http.answer.Success;
import dev.keyferry.server.http.request.AccountBody;
import dev.keyferry.server.http.request.Paging;
import dev.keyferry.server.usecase.CreateAccount;
import dev.keyferry.server.usecase.DeleteAccount;
import dev.keyferry.server.usecase.GetAccount;
import dev.keyferry.server.usecase.ListAccounts;
import dev.keyferry.server.usecase.UpdateAccount;
import dev.keyferry.server.usecase.UseCases;
import java.util.List;

/** Accounts: create, list, get, update, delete. Thread-safe. */
public final class AccountHandler {
    private final CreateAccount createAccount;
    private final ListAccounts listAccounts;
    private final GetAccount getAccount;
    private final UpdateAccount updateAccount;
    private final DeleteAccount deleteAccount;

    public AccountHandler(UseCases useCases) {
        this.createAccount = useCases.createAccount();
        this.listAccounts = useCases.listAccounts();
        this.getAccount = useCases.getAccount();
        this.updateAccount = useCases.updateAccount();
        this.deleteAccount = useCases.deleteAccount();
    }

    public void create(Exchange exchange) throws InterruptedException {
        exchange.refuseValidateOnly();
        Account account =
                createAccount.create(exchange.caller(), AccountBody.read(exchange.body().open()));
        exchange.answer(List.of(), json -> AccountJson.write(json, account));
    }

    public void list(Exchange exchange) throws InterruptedException {
        Paging paging = exchange.paging();
        List<String> names = exchange.filter("name");
        List<Account> all =
                listAccounts.list(exchange.caller().rights()).stream()
                        .filter(a -> names.isEmpty() || names.contains(a.name().value()))
                        .toList();
        List<Account> page = paging.of(all);
        exchange.answer(
                Success.of(List.of(), json -> AccountJson.writeAll(json, page))
                        .on(paging.place(page, all)));
    }

    public void get(Exchange exchange) throws InterruptedException {
        Account account = getAccount.get(exchange.account());
        exchange.answer(List.of(), json -> AccountJson.write(json, account));
    }

    public void update(Exchange exchange) throws InterruptedException {
        exchange.refuseValidateOnly();
        Account account =
                updateAccount.update(
                        exchange.caller(),
                        exchange.account(),
                        AccountBody.readEdit(exchange.body().open()));
        exchange.answer(List.of(), json -> AccountJson.write(json, account));
    }

    /** A body, which some clients send, is not looked at. */
    public void delete(Exchange exchange) throws InterruptedException {
        exchange.refuseValidateOnly();
        deleteAccount.delete(exchange.caller(), exchange.account());
        exchange.answerId(exchange.account().value());
    }
}
