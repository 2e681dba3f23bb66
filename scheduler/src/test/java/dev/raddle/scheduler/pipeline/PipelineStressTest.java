package dev.raddle.scheduler.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raddle.Coroutine;
import dev.raddle.Pipeline;
import dev.raddle.Scheduler;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;

import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many short pipelines at once, some failing, some cancelled: none hangs, none leaves anything
 * behind. A lost hand-over of the source or of the sink would be a time-out here.
 */
@Tag("stress")
class PipelineStressTest extends WithScheduler {
    private static final int PIPELINES = 400;

    private final AtomicInteger atWork = new AtomicInteger();

    @RepeatedTest(10)
    void manyShortPipelines() {
        SplittableRandom seeds = new SplittableRandom(7);
        long count =
                Pipeline.from(seeds.longs(PIPELINES).iterator())
                        .map(seed -> runOne(new SplittableRandom(seed)))
                        .inFlight(6)
                        .on(scheduler)
                        .forEach(ended -> assertThat(ended).isTrue());
        assertThat(count).isEqualTo(PIPELINES);
        assertThat(atWork.get()).isZero();
    }

    private boolean runOne(SplittableRandom random) {
        int size = random.nextInt(200);
        int inFlight = random.nextInt(1, 9);
        int spins = random.nextInt(200);
        int failing = random.nextInt(3) == 0 ? random.nextInt(size + 1) : -1;
        boolean cancelled = random.nextInt(5) == 0;
        Coroutine<Boolean> caller =
                Scheduler.current().spawn(() -> passesOn(size, inFlight, spins, failing));
        if (cancelled) {
            spin(spins * 4);
            caller.cancel();
        }
        try {
            return caller.join();
        } catch (CancellationException expected) {
            return cancelled;
        }
    }

    private boolean passesOn(int size, int inFlight, int spins, int failing) {
        int[] next = {0};
        try {
            long count =
                    Pipeline.from(PipelineTest.numbers(size))
                            .map(item -> work(item, spins, failing))
                            .inFlight(inFlight)
                            .forEach(item -> assertThat(item).isEqualTo(next[0]++));
            return count == size && (failing < 0 || failing >= size);
        } catch (CompletionException failed) {
            return failed.getCause() instanceof IllegalStateException && next[0] <= failing;
        }
    }

    private int work(int item, int spins, int failing) {
        atWork.incrementAndGet();
        try {
            spin((item * 31) % (spins + 1));
            if (item % 16 == 5) {
                Coroutine.yield();
            }
            if (item == failing) {
                throw new IllegalStateException("item " + item);
            }
            return item;
        } finally {
            atWork.decrementAndGet();
        }
    }

    private static void spin(int rounds) {
        for (int i = 0; i < rounds; i++) {
            Thread.onSpinWait();
        }
    }
}
