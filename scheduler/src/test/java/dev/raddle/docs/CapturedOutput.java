package dev.raddle.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;

/** Keeps what is printed to standard output until it is closed. */
final class CapturedOutput implements AutoCloseable {
    private final PrintStream before = System.out;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    CapturedOutput() {
        System.setOut(new PrintStream(bytes, true, UTF_8));
    }

    List<String> lines() {
        return bytes.toString(UTF_8).lines().toList();
    }

    @Override
    public void close() {
        System.setOut(before);
    }
}
