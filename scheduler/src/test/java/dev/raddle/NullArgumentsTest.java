package dev.raddle;

import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.raddle.testing.BoundedTime;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
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

    @Test
    void ofParallel() throws Exception {
        Integer[] array = {};
        List<Integer> list = List.of();
        scheduler.run(() -> {
            refuses("bodies", () -> Parallel.run((Runnable[]) null));
            refuses("body", () -> Parallel.run(() -> {}, null, () -> {}));
            refuses("bodies", () -> Parallel.join(null));
            refuses("body", () -> Parallel.forEach(0, 1, null));
            refuses("array", () -> Parallel.forEach((Integer[]) null, each -> {}));
            refuses("body", () -> Parallel.forEach(array, null));
            refuses("list", () -> Parallel.forEach((List<Integer>) null, each -> {}));
            refuses("body", () -> Parallel.forEach(list, null));
            refuses("elements", () -> Parallel.forEach((Spliterator<Integer>) null, each -> {}));
            refuses("body", () -> Parallel.forEach(list.spliterator(), null));
            refuses("list", () -> Parallel.map((List<Integer>) null, each -> each));
            refuses("function", () -> Parallel.map(list, null));
            refuses("array", () -> Parallel.map((Integer[]) null, each -> each));
            refuses("function", () -> Parallel.map(array, null));
        });
    }

    @Test
    void ofParallelArrays() throws Exception {
        scheduler.run(() -> {
            refuses("array", () -> Parallel.setAll((int[]) null, i -> i));
            refuses("array", () -> Parallel.setAll((long[]) null, i -> i));
            refuses("array", () -> Parallel.setAll((double[]) null, i -> i));
            refuses("array", () -> Parallel.setAll((Integer[]) null, i -> i));
            refuses("generator", () -> Parallel.setAll(new int[1], null));
            refuses("generator", () -> Parallel.setAll(new long[1], null));
            refuses("generator", () -> Parallel.setAll(new double[1], null));
            refuses("generator", () -> Parallel.setAll(new Integer[1], null));
            refuses("array", () -> Parallel.scan((int[]) null, Integer::sum));
            refuses("array", () -> Parallel.scan((long[]) null, Long::sum));
            refuses("array", () -> Parallel.scan((double[]) null, Double::sum));
            refuses("array", () -> Parallel.scan((Integer[]) null, Integer::sum));
            refuses("operator", () -> Parallel.scan(new int[1], null));
            refuses("operator", () -> Parallel.scan(new long[1], null));
            refuses("operator", () -> Parallel.scan(new double[1], null));
            refuses("operator", () -> Parallel.scan(new Integer[1], null));
            refuses("array", () -> Parallel.sort((int[]) null));
            refuses("array", () -> Parallel.sort((long[]) null));
            refuses("array", () -> Parallel.sort((double[]) null));
            refuses("array", () -> Parallel.sort((Integer[]) null));
            refuses("order", () -> Parallel.sort(new Integer[1], null));
            refuses("list", () -> Parallel.sort((List<Integer>) null));
            refuses("order", () -> Parallel.sort(new ArrayList<Integer>(), null));
        });
    }

    @Test
    void ofParallelReductions() throws Exception {
        Integer[] array = {};
        List<Integer> list = List.of();
        scheduler.run(() -> {
            refuses("map", () -> Parallel.reduceInt(0, 1, 0, null, Integer::sum));
            refuses("operator", () -> Parallel.reduceInt(0, 1, 0, i -> i, null));
            refuses("map", () -> Parallel.reduceLong(0, 1, 0, null, Long::sum));
            refuses("operator", () -> Parallel.reduceLong(0, 1, 0, i -> i, null));
            refuses("map", () -> Parallel.reduceDouble(0, 1, 0, null, Double::sum));
            refuses("operator", () -> Parallel.reduceDouble(0, 1, 0, i -> i, null));
            refuses("map", () -> Parallel.reduce(0, 1, 0, null, Integer::sum));
            refuses("operator", () -> Parallel.reduce(0, 1, 0, i -> i, null));
            refuses("list", () -> Parallel.reduce((List<Integer>) null, 0, Integer::sum));
            refuses("operator", () -> Parallel.reduce(list, 0, null));
            refuses("array", () -> Parallel.reduce((Integer[]) null, 0, Integer::sum));
            refuses("operator", () -> Parallel.reduce(array, 0, null));
            refuses("predicate", () -> Parallel.count(0, 1, null));
            refuses("list", () -> Parallel.count((List<Integer>) null, each -> true));
            refuses("predicate", () -> Parallel.count(list, null));
            refuses("array", () -> Parallel.count((Integer[]) null, each -> true));
            refuses("predicate", () -> Parallel.count(array, null));
            refuses("predicate", () -> Parallel.findFirst(0, 1, null));
            refuses("list", () -> Parallel.findFirst((List<Integer>) null, each -> true));
            refuses("predicate", () -> Parallel.findFirst(list, null));
            refuses("array", () -> Parallel.findFirst((Integer[]) null, each -> true));
            refuses("predicate", () -> Parallel.findFirst(array, null));
        });
    }
}
