package dev.keyferry.app.command.token;

import dev.keyferry.app.api.access.Token;
import dev.keyferry.app.command.terminal.Table;
import java.io.PrintStream;
import java.util.List;

/** Tokens as people read them, never with values. */
final class TokenTable {
    private TokenTable() {}

    static void print(List<Token> tokens, PrintStream out) {
        Table table = new Table("NAME", "ID", "STATUS", "EXPIRES", "FOR", "MAY", "FROM");
        for (Token token : tokens) {
            table.row(
                    token.name(),
                    token.id(),
                    token.status(),
                    token.expiresOn(),
                    token.scope(),
                    token.permissions(),
                    token.sources());
        }
        table.print(out);
    }
}
