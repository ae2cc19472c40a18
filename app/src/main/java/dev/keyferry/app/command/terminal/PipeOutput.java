package dev.keyferry.app.command.terminal;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes to a pipe. A reader that has read enough, such as {@code head}, closes it: what is written
 * from then on is dropped, and nothing is wrong. A pipe cannot be full as a disk can, so that
 * nothing else fails there. Confined to one thread.
 */
final class PipeOutput extends OutputStream {
    private final OutputStream pipe;
    private boolean isLeft;

    PipeOutput(OutputStream pipe) {
        this.pipe = pipe;
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (isLeft) {
            return;
        }
        try {
            pipe.write(bytes, offset, length);
        } catch (IOException e) {
            isLeft = true;
        }
    }
}
