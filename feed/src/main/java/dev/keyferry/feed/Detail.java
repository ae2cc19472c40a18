package dev.keyferry.feed;

/** The plain words that go with a condition or an exception, made safe to send and to show. */
final class Detail {
    private static final int REPLACEMENT = 0xfffd;

    private Detail() {}

    /**
     * Returns {@code text} with U+FFFD for every control character and unpaired surrogate, cut
     * between characters so that its UTF-8 form has at most {@code maxBytes} bytes.
     */
    static String tidy(String text, int maxBytes) {
        var tidy = new StringBuilder();
        int bytes = 0;
        for (int i = 0; i < text.length(); ) {
            int read = text.codePointAt(i);
            int kept = isShowable(read) ? read : REPLACEMENT;
            bytes += utf8Length(kept);
            if (bytes > maxBytes) {
                break;
            }
            tidy.appendCodePoint(kept);
            i += Character.charCount(read);
        }
        return tidy.toString();
    }

    private static boolean isShowable(int codePoint) {
        return !Character.isISOControl(codePoint)
                && Character.getType(codePoint) != Character.SURROGATE;
    }

    private static int utf8Length(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        return codePoint < 0x1_0000 ? 3 : 4;
    }
}
