package dev.keyferry.server.keyfile;

/** Why a line is refused before it is sent; the closed list of {@code docs/commands.md}. */
public enum LineReason {
    WRONG_FIELDS(
            "wrong-fields",
            "it has other fields than the header names; a key with a comma stands in double"
                    + " quotes"),
    EMPTY_TUNNEL("empty-tunnel", "it names no tunnel"),
    EMPTY_KEY("empty-key", "it has no key"),
    TUNNEL_TWICE("tunnel-twice", "another line gives the same tunnel a key; which one is meant?"),
    SPREADSHEET_NUMBER(
            "spreadsheet-number",
            "a spreadsheet made a number of it, such as 1.2E+19, or wrote zeros for what"
                    + " follows its first 15 digits, and digits are lost; make the column text"),
    SPREADSHEET_ERROR(
            "spreadsheet-error",
            "a spreadsheet wrote an error in its place, such as #NAME? or #####; make the column"
                    + " text"),
    EQUAL_NEIGHBOUR(
            "equal-neighbour",
            "the line before or after it has the same key, as if the column had slipped; equal"
                    + " neighbours have to be accepted where that is meant"),
    UNKNOWN_TUNNEL("unknown-tunnel", "the account has no tunnel of this name");

    private final String token;
    private final String sentence;

    LineReason(String token, String sentence) {
        this.token = token;
        this.sentence = sentence;
    }

    public String token() {
        return token;
    }

    /** The reason in the form of the API's reasons. */
    public String text() {
        return token + ": " + sentence;
    }
}
