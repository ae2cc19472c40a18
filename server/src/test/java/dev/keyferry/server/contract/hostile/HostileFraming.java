package dev.keyferry.server.contract.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Says how long a body is, truly or not: lengths that contradict each other are how one request is
 * smuggled inside another (RFC 9112, section 11.2). Confined to one thread.
 */
final class HostileFraming {
    private static final List<String> WRONG_LENGTHS =
            List.of("-1", "+1", "0x10", "1,2", "1 1", "", "abc", "99999999999999999999", "5000000");
    private static final List<String> WRONG_CHUNKS =
            List.of(
                    "zz\r\n{}\r\n0\r\n\r\n",
                    "-1\r\n\r\n",
                    "FFFFFFFFFFFFFFFFF\r\n{}",
                    "2\r\n{}",
                    "2\r\n{}x\r\n0\r\n\r\n",
                    "2{}\r\n0\r\n\r\n",
                    "2;" + "x".repeat(9_000) + "\r\n{}",
                    "0\r\nX: " + Markers.WORD + "\r\n\r\n",
                    "\r\n\r\n");
    private static final String SMUGGLED =
            "DELETE /client/v4/accounts HTTP/1.1\r\nHost: keyferry\r\n\r\n";

    private final Draw draw;

    HostileFraming(Draw draw) {
        this.draw = draw;
    }

    /** Returns the bytes of a whole request. */
    byte[] framed(String line, List<String> headers, byte[] body) {
        List<String> all = new ArrayList<>(headers);
        if (draw.oneIn(10)) {
            return wronglyFramed(line, all, body);
        }
        if (draw.oneIn(5)) {
            all.add("Transfer-Encoding: chunked");
            return request(line, all, chunks(body));
        }
        all.add("Content-Length: " + body.length);
        return request(line, all, body);
    }

    private byte[] wronglyFramed(String line, List<String> headers, byte[] body) {
        String length = "Content-Length: " + body.length;
        switch (draw.below(7)) {
            case 0 -> headers.addAll(List.of(length, "Content-Length: " + (body.length + 1)));
            case 1 -> headers.addAll(List.of(length, "Transfer-Encoding: chunked"));
            case 2 -> headers.add("Content-Length: " + draw.of(WRONG_LENGTHS));
            case 3 -> headers.add("Content-Length: " + (body.length + 1 + draw.below(1_000)));
            case 4 -> {
                headers.add("Content-Length: " + body.length);
                return joined(
                        request(line, headers, body), SMUGGLED.getBytes(StandardCharsets.US_ASCII));
            }
            case 5 ->
                    headers.add(
                            "Transfer-Encoding: "
                                    + draw.of(
                                            List.of(
                                                    "gzip",
                                                    "chunked, gzip",
                                                    "xchunked",
                                                    "identity",
                                                    "")));
            default -> {
                headers.add("Transfer-Encoding: chunked");
                return request(
                        line, headers, draw.of(WRONG_CHUNKS).getBytes(StandardCharsets.US_ASCII));
            }
        }
        return request(line, headers, body);
    }

    private byte[] chunks(byte[] body) {
        ByteArrayOutputStream chunks = new ByteArrayOutputStream();
        for (int at = 0; at < body.length; ) {
            int size = Math.min(body.length - at, 1 + draw.below(body.length));
            chunks.writeBytes(
                    (Integer.toHexString(size) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            chunks.write(body, at, size);
            chunks.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
            at += size;
        }
        chunks.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return chunks.toByteArray();
    }

    static byte[] request(String line, List<String> headers, byte[] body) {
        String head = line + "\r\nHost: keyferry\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
        return joined(head.getBytes(StandardCharsets.ISO_8859_1), body);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(first);
        all.writeBytes(second);
        return all.toByteArray();
    }
}
