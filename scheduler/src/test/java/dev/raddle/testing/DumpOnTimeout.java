package dev.raddle.testing;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.PreInterruptCallback;
import org.junit.jupiter.api.extension.PreInterruptContext;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/** Prints the stacks of all threads, coroutines included, when a test takes too long. */
public final class DumpOnTimeout implements PreInterruptCallback {

    /** For JUnit. */
    public DumpOnTimeout() {}

    @Override
    public void beforeThreadInterrupt(PreInterruptContext hung, ExtensionContext context)
            throws IOException {
        System.out.println(context.getDisplayName() + " hangs; all threads:\n" + dump());
    }

    private static String dump() throws IOException {
        Path directory = Files.createTempDirectory("raddle-test");
        Path file = directory.resolve("threads.txt");
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(file.toString(), ThreadDumpFormat.TEXT_PLAIN);
            return Files.readString(file);
        } finally {
            Files.deleteIfExists(file);
            Files.delete(directory);
        }
    }
}
