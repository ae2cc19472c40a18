package dev.keyferry.server.keyfile;

import java.util.Optional;
import java.util.regex.Pattern;

/** Recognises what spreadsheets put in the place of a text. */
final class Spreadsheet {
    /** One digit before the point, a signed exponent: no key is made so. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d([.,]\\d*)?[eE][+-]\\d{1,3}");

    /** Digits of a number that spreadsheets keep; they write zeros for the others. */
    private static final Pattern ROUNDED = Pattern.compile("[1-9]\\d{14}0+");

    /** A column too narrow, the errors of Excel and Google Sheets, those of LibreOffice. */
    private static final Pattern ERROR =
            Pattern.compile(
                    "#+|#(NULL!|DIV/0!|VALUE!|REF!|NAME\\?|NUM!|N/A|N/A!|ERROR!|GETTING_DATA"
                            + "|SPILL!|CALC!|BUSY!|BLOCKED!|CONNECT!|FIELD!|UNKNOWN!|PYTHON!)"
                            + "|Err:\\d{3}");

    private Spreadsheet() {}

    static Optional<LineReason> damage(String text) {
        if (NUMBER.matcher(text).matches() || ROUNDED.matcher(text).matches()) {
            return Optional.of(LineReason.SPREADSHEET_NUMBER);
        }
        return ERROR.matcher(text).matches()
                ? Optional.of(LineReason.SPREADSHEET_ERROR)
                : Optional.empty();
    }
}
