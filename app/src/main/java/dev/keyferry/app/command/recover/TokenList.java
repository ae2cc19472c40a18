package dev.keyferry.app.command.recover;

import dev.keyferry.app.command.terminal.Table;
import dev.keyferry.feed.id.AccountId;
import dev.keyferry.server.domain.token.Token;
import java.io.PrintStream;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** API tokens of a store that no server has, for whoever is to end some. */
record TokenList(List<Token> tokens) {
    TokenList {
        tokens = List.copyOf(tokens);
    }

    /**
     * Prints them below a sentence.
     *
     * @param sentence what is to be done about them
     */
    void print(PrintStream out, String sentence) {
        if (tokens.isEmpty()) {
            out.println("there are no API tokens");
            return;
        }
        out.println(sentence);
        Table table = new Table("TOKEN", "NAME", "ACCOUNT", "ISSUED");
        for (Token token : tokens) {
            table.row(
                    token.id().value(),
                    token.terms().name().value(),
                    token.owner().map(AccountId::value).orElse("-"),
                    token.issuedOn().toString());
        }
        table.print(out);
    }

    ArrayNode json() {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        for (Token token : tokens) {
            ObjectNode shown =
                    json.addObject()
                            .put("id", token.id().value())
                            .put("name", token.terms().name().value())
                            .put("issued_on", token.issuedOn().toString());
            token.owner().ifPresent(owner -> shown.put("account", owner.value()));
        }
        return json;
    }
}
