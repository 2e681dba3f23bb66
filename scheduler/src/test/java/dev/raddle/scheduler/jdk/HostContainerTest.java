package dev.raddle.scheduler.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

class HostContainerTest {
    @TempDir private Path folder;

    private final Loop loop = new Loop();

    @Test
    void aThreadDumpShowsTheHostsUnderTheSchedulersName() throws IOException {
        Thread host = JdkInternals.newVirtualThread(loop, "host-7", LockSupport::park);
        Thread notStarted = JdkInternals.newVirtualThread(loop, "host-8", () -> {});
        try (HostContainer container =
                HostContainer.open("spinning-mill", () -> Stream.of(host, notStarted))) {
            container.start(host);
            loop.drain();
            assertThat(dump())
                    .contains("\"container\": \"spinning-mill")
                    .contains("\"name\": \"host-7\"")
                    .contains("LockSupport.park")
                    .doesNotContain("host-8");
        }
        assertThat(dump()).doesNotContain("spinning-mill").doesNotContain("host-7");
        LockSupport.unpark(host);
        loop.drain();
        assertThat(host.isAlive()).isFalse();
    }

    @Test
    void closingTwiceDoesNothing() throws IOException {
        HostContainer container = HostContainer.open("twice", Stream::empty);
        container.close();
        container.close();
        assertThat(dump()).doesNotContain("twice");
    }

    @Test
    void threadsStartAndEndAfterClosing() {
        HostContainer container = HostContainer.open("closed", Stream::empty);
        container.close();
        Thread host = JdkInternals.newVirtualThread(loop, "late", () -> {});
        container.start(host);
        loop.drain();
        assertThat(host.getState()).isEqualTo(Thread.State.TERMINATED);
    }

    private String dump() throws IOException {
        Path file = folder.resolve("dump.json");
        Files.deleteIfExists(file);
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpThreads(file.toString(), ThreadDumpFormat.JSON);
        return Files.readString(file);
    }
}
