package dev.raddle.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raddle.Coroutine;
import dev.raddle.Pinning;
import dev.raddle.Scheduler;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A new scheduler for each test, with 1, 2 and 64 carriers in turn. After the test it must close:
 * every coroutine has ended and was counted, and no carrier is alive.
 */
@BoundedTime
@ParameterizedClass(name = "{0} carriers")
@ValueSource(ints = {1, 2, 64})
public abstract class SchedulerFixture {
    private static final Duration CLOSING = Duration.ofSeconds(20);
    private static final AtomicInteger OPENED = new AtomicInteger();

    @Parameter protected int carriers;

    protected Scheduler scheduler;

    /** What the scheduler's uncaught handler was told. */
    protected final Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();

    protected final Queue<Coroutine<?>> uncaughtCoroutines = new ConcurrentLinkedQueue<>();

    @BeforeEach
    final void open() {
        scheduler =
                Scheduler.builder()
                        .carriers(carriers)
                        .pinning(Pinning.none())
                        .name("test-" + OPENED.incrementAndGet())
                        .uncaughtHandler(this::uncaught)
                        .open();
    }

    private void uncaught(Coroutine<?> failed, Throwable reason) {
        uncaughtCoroutines.add(failed);
        uncaught.add(reason);
    }

    @AfterEach
    final void nothingIsLeftBehind() {
        boolean closed = scheduler.close(CLOSING);
        if (!closed) {
            scheduler.shutdownNow(CLOSING);
        }
        assertThat(closed).as("closes within %s", CLOSING).isTrue();
        Scheduler.Metrics metrics = scheduler.metrics();
        assertThat(metrics.finished()).as("finished").isEqualTo(metrics.spawned());
        assertThat(Carriers.aliveOf(scheduler)).isEmpty();
    }
}
