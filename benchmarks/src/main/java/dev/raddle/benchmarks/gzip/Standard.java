package dev.raddle.benchmarks.gzip;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The process's standard streams, as seen by one command.
 *
 * @param in standard input
 * @param out standard output
 * @param err where a progress bar goes
 * @param inIsTerminal whether somebody would have to type the input
 * @param outIsTerminal whether somebody would have to look at the output
 * @param errIsTerminal whether a progress bar can be seen
 */
record Standard(
        ReadableByteChannel in,
        WritableByteChannel out,
        PrintStream err,
        boolean inIsTerminal,
        boolean outIsTerminal,
        boolean errIsTerminal) {

    /** The streams that the process was started with; unbuffered, without a copy in between. */
    @SuppressWarnings("resource") // they live as long as the process
    static Standard ofProcess() {
        return new Standard(
                new FileInputStream(FileDescriptor.in).getChannel(),
                new FileOutputStream(FileDescriptor.out).getChannel(),
                System.err,
                isTerminal(0),
                isTerminal(1),
                isTerminal(2));
    }

    /** Java tells only whether input and output are a terminal both; Linux tells of each. */
    private static boolean isTerminal(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        if (!Files.isSymbolicLink(link)) {
            return System.console() != null && System.console().isTerminal();
        }
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.matches("/dev/(pts/\\d+|tty.*|console)");
        } catch (IOException e) {
            return false;
        }
    }
}
