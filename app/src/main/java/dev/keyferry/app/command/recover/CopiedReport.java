package dev.keyferry.app.command.recover;

import dev.keyferry.app.command.terminal.Table;
import dev.keyferry.server.store.copy.CopiedTable;
import java.io.PrintStream;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What was copied. */
final class CopiedReport {
    private CopiedReport() {}

    static void print(PrintStream out, List<CopiedTable> tables) {
        Table table = new Table("TABLE", "ROWS");
        tables.forEach(copied -> table.row(copied.name(), Long.toString(copied.rows())));
        table.print(out);
    }

    static ObjectNode json(List<CopiedTable> tables) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ObjectNode rows = json.putObject("tables");
        tables.forEach(copied ->
                rows.putObject(copied.name())
                        .put("rows", copied.rows())
                        .put("sha256", copied.digest().hex()));
        return json;
    }
}
