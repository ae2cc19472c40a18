package dev.keyferry.lab.space;

/**
 * How a command in the lab ended.
 *
 * @param exit the exit code; 128 + n if signal n ended it
 * @param output what it wrote to standard output and standard error, in order, at most {@value
 *     Job#OUTPUT_LIMIT_BYTES} bytes from the start
 */
public record CommandResult(int exit, String output) {
    public boolean isSuccess() {
        return exit == 0;
    }
}
