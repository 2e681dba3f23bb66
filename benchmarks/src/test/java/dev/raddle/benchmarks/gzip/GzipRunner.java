package dev.raddle.benchmarks.gzip;

import picocli.CommandLine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.GZIPInputStream;

/** Runs the command as a shell would, with standard streams of its own. */
final class GzipRunner {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream bar = new ByteArrayOutputStream();
    private byte[] in = {};
    private WritableByteChannel outChannel = Channels.newChannel(out);
    private boolean inIsTerminal;
    private boolean outIsTerminal;
    private boolean errIsTerminal;

    /** What came of it. */
    record Result(int exitCode, byte[] out, String err, String bar) {}

    static Result gzip(Object... arguments) {
        return new GzipRunner().run(arguments);
    }

    static Result gzip(byte[] in, Object... arguments) {
        return new GzipRunner().in(in).run(arguments);
    }

    GzipRunner in(byte[] bytes) {
        in = bytes;
        return this;
    }

    GzipRunner out(WritableByteChannel channel) {
        outChannel = channel;
        return this;
    }

    GzipRunner terminals(boolean stdin, boolean stdout, boolean stderr) {
        inIsTerminal = stdin;
        outIsTerminal = stdout;
        errIsTerminal = stderr;
        return this;
    }

    Result run(Object... arguments) {
        Standard standard =
                new Standard(
                        Channels.newChannel(new ByteArrayInputStream(in)),
                        outChannel,
                        new PrintStream(bar, true),
                        inIsTerminal,
                        outIsTerminal,
                        errIsTerminal);
        StringWriter err = new StringWriter();
        String[] texts = new String[arguments.length];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = arguments[i].toString();
        }
        int exitCode =
                new CommandLine(new GzipCommand(standard))
                        .setErr(new PrintWriter(err, true))
                        .setOut(new PrintWriter(err, true))
                        .execute(texts);
        return new Result(exitCode, out.toByteArray(), err.toString(), bar.toString());
    }

    static byte[] gunzip(byte[] packed) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Words of a small vocabulary: compresses as text does. */
    static byte[] text(int size, long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder(size + 20);
        while (text.length() < size) {
            text.append(Integer.toString(random.nextInt(2_000) * 7919, 36)).append(' ');
        }
        return text.substring(0, size).getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] noise(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }
}
