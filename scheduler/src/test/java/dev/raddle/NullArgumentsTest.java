package dev.raddle;

import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.raddle.testing.BoundedTime;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** A null where none is allowed is refused at once, by the name of the parameter. */
@BoundedTime
class NullArgumentsTest {
    private final Scheduler scheduler =
            Scheduler.builder().carriers(1).pinning(Pinning.none()).open();

    @AfterEach
    void close() {
        scheduler.close();
    }

    private static void refuses(String parameter, Action call) {
        assertThatNullPointerException().isThrownBy(call::run).withMessage(parameter);
    }

    @Test
    void ofScheduler() {
        refuses("body", () -> scheduler.spawn((Action) null));
        refuses("body", () -> scheduler.spawn((Callable<?>) null));
        refuses("body", () -> scheduler.spawn("name", null));
        refuses("name", () -> scheduler.spawn(null, () -> 1));
        refuses("main", () -> scheduler.call(null));
        refuses("main", () -> scheduler.run(null));
        refuses("limit", () -> scheduler.close(null));
        refuses("limit", () -> scheduler.shutdownNow(null));
        refuses("pinning", () -> Scheduler.builder().pinning(null));
        refuses("name", () -> Scheduler.builder().name(null));
        refuses("handler", () -> Scheduler.builder().uncaughtHandler(null));
        refuses("cpus", () -> Pinning.cpus((int[]) null));
        refuses("cpus", () -> new Pinning.Cpus(null));
    }

    @Test
    void ofCoroutine() throws Exception {
        Coroutine<Integer> coroutine = scheduler.spawn(() -> 1);
        for (int done = 0; done < 2; done++) {
            refuses("limit", () -> coroutine.join((Duration) null));
            refuses("unit", () -> coroutine.get(1, (TimeUnit) null));
            coroutine.join();
        }
        refuses("duration", () -> Coroutine.sleep(null));
        refuses("body", () -> Coroutine.uncancellable(null));
        scheduler.run(() -> {
            refuses("duration", () -> Coroutine.sleep(null));
            refuses("body", () -> Coroutine.uncancellable(null));
        });
    }

    @Test
    void ofScope() throws Exception {
        Joiner<Object, ?> joiner = Joiner.allSettled();
        scheduler.run(() -> {
            refuses("options", () -> Scope.open((ScopeOptions) null));
            refuses("options", () -> Scope.open(joiner, null));
            refuses("joiner", () -> Scope.open((Joiner<Object, ?>) null));
            try (Scope scope = Scope.open()) {
                refuses("body", () -> scope.fork(null));
                refuses("body", () -> scope.fork("name", null));
                refuses("name", () -> scope.fork(null, () -> 1));
            }
        });
        ScopeOptions options = ScopeOptions.defaults();
        refuses("name", () -> options.withName(null));
        refuses("deadline", () -> options.withDeadline(null));
        refuses("scheduler", () -> options.withScheduler(null));
    }

    @Test
    void ofPipeline() {
        refuses("source", () -> Pipeline.from((Iterator<?>) null));
        refuses("source", () -> Pipeline.from((Iterable<?>) null));
        Pipeline<Integer> pipeline = Pipeline.from(List.of(1));
        refuses("stage", () -> pipeline.map(null));
        refuses("scheduler", () -> pipeline.on(null));
        refuses("sink", () -> pipeline.on(scheduler).forEach(null));
    }
}
