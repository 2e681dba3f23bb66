package dev.raddle.scheduler.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;

class HostHygieneTest {
    private static final String NAME = "host";
    private static final ThreadLocal<String> LOCAL = new ThreadLocal<>();
    private static final InheritableThreadLocal<String> INHERITABLE =
            new InheritableThreadLocal<>();

    private final List<Object> seen = new ArrayList<>();

    @Test
    void aNewHostIsPristine() {
        onHost(host -> {
            seen.add(HostHygiene.isPristine(host, NAME));
            seen.add(HostHygiene.scrub(host, NAME));
        });
        assertThat(seen).containsExactly(true, false);
    }

    @Test
    void threadLocalsAreDropped() {
        afterwards(host -> LOCAL.set("left"), host -> seen.add(LOCAL.get()));
        assertThat(seen).containsExactly((Object) null);
    }

    @Test
    void inheritableThreadLocalsAreDropped() {
        afterwards(host -> INHERITABLE.set("left"), host -> seen.add(INHERITABLE.get()));
        assertThat(seen).containsExactly((Object) null);
    }

    @Test
    void theInterruptIsCleared() {
        afterwards(
                Thread::interrupt,
                host -> {
                    seen.add(host.isInterrupted());
                    seen.add(JdkInternals.currentCarrierThread().isInterrupted());
                });
        assertThat(seen).containsExactly(false, false);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void theNameIsRestored() {
        afterwards(host -> host.setName("mine"), host -> seen.add(host.getName()));
        assertThat(seen).containsExactly(NAME);
    }

    @Test
    void theContextClassLoaderIsRestored() {
        ClassLoader loader = new URLClassLoader(new URL[0]);
        afterwards(
                host -> host.setContextClassLoader(loader),
                host -> seen.add(host.getContextClassLoader()));
        assertThat(seen).containsExactly(ClassLoader.getSystemClassLoader());
    }

    @Test
    void theUncaughtHandlerIsRestored() {
        afterwards(
                host -> host.setUncaughtExceptionHandler((thread, failure) -> {}),
                host -> seen.add(host.getUncaughtExceptionHandler() == host.getThreadGroup()));
        assertThat(seen).containsExactly(true);
    }

    @Test
    void scopesLeftOpenAreClosed() {
        afterwards(
                host -> new OpenScope(() -> seen.add("closed")).push(),
                host -> seen.add(new OpenScope(() -> {}).push().tryPop()));
        assertThat(seen).containsExactly("closed", true);
    }

    /** One body, the cleaning, and the next body on the same host. */
    private static void afterwards(Body body, Body next) {
        onHost(host -> {
            body.run(host);
            assertThat(HostHygiene.isPristine(host, NAME)).isFalse();
            assertThat(HostHygiene.scrub(host, NAME)).isTrue();
            assertThat(HostHygiene.isPristine(host, NAME)).isTrue();
            next.run(host);
        });
    }

    private static void onHost(Body body) {
        Throwable[] failure = new Throwable[1];
        new Loop()
                .run(() -> {
                    try {
                        body.run(Thread.currentThread());
                    } catch (Throwable e) {
                        failure[0] = e;
                    }
                });
        assertThat(failure[0]).isNull();
    }

    @FunctionalInterface
    private interface Body {
        void run(Thread host);
    }
}
