package dev.raddle.scheduler.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

class JdkInternalsTest {
    private final Loop loop = new Loop();

    @Test
    void isAvailableWithTheFlag() {
        assertThat(JdkInternals.isAvailable()).isTrue();
        JdkInternals.ensureAvailable();
    }

    @Test
    void aPlatformThreadCarriesItself() {
        assertThat(JdkInternals.currentCarrierThread()).isSameAs(Thread.currentThread());
    }

    @Test
    void aVirtualThreadIsCarriedByWhoeverRunsIt() {
        List<Thread> seen = new ArrayList<>();
        Thread host =
                loop.run(() -> {
                    seen.add(Thread.currentThread());
                    seen.add(JdkInternals.currentCarrierThread());
                });
        assertThat(seen).containsExactly(host, Thread.currentThread());
    }

    @Test
    void theCarrierChangesWithAMigration() throws InterruptedException {
        List<Thread> seen = new ArrayList<>();
        Thread host =
                loop.run(() -> {
                    seen.add(JdkInternals.currentCarrierThread());
                    LockSupport.park();
                    seen.add(JdkInternals.currentCarrierThread());
                });
        LockSupport.unpark(host);
        Thread other = Thread.ofPlatform().start(loop::drain);
        other.join();
        assertThat(seen).containsExactly(Thread.currentThread(), other);
    }

    @Test
    void aNewThreadInheritsNoThreadLocals() {
        InheritableThreadLocal<String> local = new InheritableThreadLocal<>();
        local.set("parent");
        List<String> seen = new ArrayList<>();
        loop.run(() -> seen.add(local.get()));
        local.remove();
        assertThat(seen).containsExactly((String) null);
    }

    @Test
    void aThreadIsNamedVirtualAndNotStarted() {
        Thread thread = JdkInternals.newVirtualThread(loop, "spinner", () -> {});
        assertThat(thread.getName()).isEqualTo("spinner");
        assertThat(thread.isVirtual()).isTrue();
        assertThat(thread.getState()).isEqualTo(Thread.State.NEW);
    }

    @Test
    void aThreadStartsOnlyOnce() {
        try (HostContainer container = HostContainer.open("once", Stream::empty)) {
            Thread thread = JdkInternals.newVirtualThread(loop, "", () -> {});
            container.start(thread);
            assertThatThrownBy(() -> container.start(thread))
                    .isInstanceOf(IllegalThreadStateException.class);
        }
    }

    @Test
    void nullsAreRefused() {
        assertThatThrownBy(() -> JdkInternals.newVirtualThread(loop, "", null))
                .isInstanceOf(NullPointerException.class);
    }
}
