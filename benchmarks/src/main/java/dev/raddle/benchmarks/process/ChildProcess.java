package dev.raddle.benchmarks.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A process whose output is kept, and which does not outlive this one: it is killed by {@link
 * #close()} and, should the user interrupt, when this JVM shuts down.
 *
 * <p>Used by one thread; two more collect the output.
 */
public final class ChildProcess implements AutoCloseable {
    private static final int LAST_LINES = 30;

    private final Process process;
    private final Thread atShutdown;
    private final LastLines output;
    private final LastLines errors;

    private ChildProcess(Process process) {
        this.process = process;
        this.atShutdown = Thread.ofPlatform().unstarted(this::kill);
        Runtime.getRuntime().addShutdownHook(atShutdown);
        this.output = new LastLines(process.inputReader());
        this.errors = new LastLines(process.errorReader());
    }

    /**
     * Starts a process with nothing to read.
     *
     * @param command the command line
     * @return a running process
     * @throws IOException if it cannot be started
     */
    public static ChildProcess start(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).start();
        process.getOutputStream().close();
        return new ChildProcess(process);
    }

    /**
     * Waits for the end.
     *
     * @param limit how long at most
     * @return whether the process has ended
     * @throws InterruptedException if interrupted
     */
    public boolean await(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            return false;
        }
        output.awaitEnd();
        errors.awaitEnd();
        return true;
    }

    /**
     * The exit code.
     *
     * @return as the process gave it
     * @throws IllegalThreadStateException if it has not ended
     */
    public int exitCode() {
        return process.exitValue();
    }

    /**
     * The last lines of the standard output.
     *
     * @return lines separated by line ends
     */
    public String output() {
        return output.text();
    }

    /**
     * The last lines of the standard error output.
     *
     * @return lines separated by line ends
     */
    public String errors() {
        return errors.text();
    }

    @Override
    public void close() {
        kill();
        try {
            Runtime.getRuntime().removeShutdownHook(atShutdown);
        } catch (IllegalStateException shuttingDown) {
            // Then the hook runs, and finds the process dead.
        }
    }

    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** Reads to the end, so that the process never waits, and keeps the last lines. */
    private static final class LastLines {
        private final Deque<String> lines = new ArrayDeque<>();
        private final Thread reading;

        LastLines(BufferedReader reader) {
            reading = Thread.ofPlatform().daemon().start(() -> read(reader));
        }

        private void read(BufferedReader reader) {
            try (reader) {
                reader.lines().forEach(this::add);
            } catch (IOException | UncheckedIOException killed) {
                add("(" + killed.getMessage() + ")");
            }
        }

        private synchronized void add(String line) {
            if (lines.size() == LAST_LINES) {
                lines.removeFirst();
            }
            lines.addLast(line);
        }

        synchronized String text() {
            return lines.stream().collect(Collectors.joining(System.lineSeparator()));
        }

        void awaitEnd() throws InterruptedException {
            reading.join();
        }
    }
}
