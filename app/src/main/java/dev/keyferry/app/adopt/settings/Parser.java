package dev.keyferry.app.adopt.settings;

import dev.keyferry.app.adopt.settings.Section.Reference;
import dev.keyferry.app.adopt.settings.Token.Kind;
import dev.keyferry.app.adopt.source.SourceFiles;
import dev.keyferry.app.adopt.source.SourceText;
import java.util.ArrayList;
import java.util.List;

/** Reads settings as strongSwan's {@code settings_parser.y} does. Confined to one thread. */
final class Parser {
    /** Sections within sections. */
    static final int MAX_NESTING = 32;

    private final Lexer lexer;
    private Token token;

    private Parser(Lexer lexer) {
        this.lexer = lexer;
        this.token = lexer.next();
    }

    /** The root of what stands in the file and in those that it includes. */
    static Section parse(SourceFiles files, SourceText first) {
        Section root = new Section(first.at(1));
        new Parser(new Lexer(files, first)).root(root);
        return root;
    }

    private void root(Section root) {
        statements(root, 0);
        if (!token.is(Kind.END)) {
            throw token.place().broken("a section is closed that was not opened");
        }
    }

    private void statements(Section section, int depth) {
        while (token.is(Kind.NAME) || token.is(Kind.VALUE_END)) {
            if (token.is(Kind.NAME)) {
                statement(section, depth);
            } else {
                advance();
            }
        }
        if (!token.is(Kind.CLOSE) && !token.is(Kind.END)) {
            throw token.place().broken("neither a section nor a setting begins here");
        }
    }

    private void statement(Section section, int depth) {
        Token name = advance();
        switch (token.kind()) {
            case EQUALS -> {
                advance();
                section.put(name.text(), value());
            }
            case OPEN -> section(section.within(name.text(), name.place()), name, depth + 1);
            case COLON -> {
                advance();
                List<Reference> references = references();
                if (!token.is(Kind.OPEN)) {
                    throw token.place().broken("behind references a section has to begin");
                }
                Section within = section.within(name.text(), name.place());
                references.forEach(within::inherit);
                section(within, name, depth + 1);
            }
            default -> throw name.place().broken("a name is followed by neither = nor { nor :");
        }
    }

    private void section(Section section, Token name, int depth) {
        if (depth > MAX_NESTING) {
            throw name.place().broken("more than " + MAX_NESTING + " sections are nested");
        }
        advance();
        statements(section, depth);
        if (!token.is(Kind.CLOSE)) {
            throw name.place().broken("the section that begins here is never closed");
        }
        advance();
    }

    private List<Reference> references() {
        List<Reference> references = new ArrayList<>();
        do {
            if (token.is(Kind.COMMA)) {
                advance();
            }
            if (!token.is(Kind.NAME)) {
                throw token.place().broken("a reference names no section");
            }
            Token reference = advance();
            references.add(
                    new Reference(List.of(reference.text().split("\\.", -1)), reference.place()));
        } while (token.is(Kind.COMMA));
        return references;
    }

    /** Parts of a value are one blank apart, however many there were. */
    private String value() {
        List<String> parts = new ArrayList<>();
        while (token.is(Kind.VALUE)) {
            parts.add(advance().text());
        }
        return String.join(" ", parts);
    }

    private Token advance() {
        Token taken = token;
        token = lexer.next();
        return taken;
    }
}
