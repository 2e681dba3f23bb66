package dev.raddle.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raddle.testing.BoundedTime;

import org.agrona.concurrent.CachedNanoClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/** Timers against a model, with a clock that only the test moves. */
@BoundedTime
class TimersTest {
    private static final long TICK = 1 << 16;

    private final CachedNanoClock clock = new CachedNanoClock();
    private final List<Mark> fired = new ArrayList<>();
    private Timers timers;

    /** A timer that says that it went off. */
    private final class Mark extends Timer {
        private long at;

        @Override
        void expired() {
            assertThat(elapsed()).as("too early").isGreaterThanOrEqualTo(at);
            fired.add(this);
        }
    }

    @BeforeEach
    void start() {
        clock.update(-5_000_000_000L); // System.nanoTime may well be negative
        timers = new Timers(clock);
    }

    private long elapsed() {
        return clock.nanoTime() + 5_000_000_000L;
    }

    private Mark in(long nanos) {
        var timer = new Mark();
        timer.at = elapsed() + nanos;
        timer.setDeadline(timers.deadlineIn(nanos));
        timers.schedule(timer);
        return timer;
    }

    @Test
    void withoutTimersThereIsNothingToWaitFor() {
        assertThat(timers.isActive()).isFalse();
        assertThat(timers.untilNext()).isEqualTo(Timers.NONE);
        assertThat(timers.expire()).isZero();
    }

    @Test
    void itGoesOffAtItsTimeAndNotBefore() {
        Mark timer = in(1_000_000);
        assertThat(timers.isActive()).isTrue();
        assertThat(timers.untilNext()).as("a request waits").isZero();
        assertThat(timers.expire()).isZero();
        assertThat(timers.untilNext()).isEqualTo(1_000_000);
        clock.advance(999_999);
        assertThat(timers.untilNext()).isEqualTo(1);
        assertThat(timers.expire()).isZero();
        clock.advance(1);
        assertThat(timers.untilNext()).isZero();
        assertThat(timers.expire()).isEqualTo(1);
        assertThat(fired).containsExactly(timer);
        assertThat(timers.isActive()).isFalse();
    }

    @Test
    void oneThatIsDueAlreadyGoesOffAtOnce() {
        in(0);
        assertThat(timers.expire()).isEqualTo(1);
        in(1);
        clock.advance(TICK * 1_000);
        assertThat(timers.expire()).isEqualTo(1);
    }

    @Test
    void oneForEverDoesNotOverflow() {
        clock.advance(123_456_789);
        in(Long.MAX_VALUE - 1);
        in(Long.MAX_VALUE / 2);
        timers.expire();
        assertThat(fired).isEmpty();
        assertThat(timers.untilNext()).isBetween(Long.MAX_VALUE / 2 - 2 * TICK, Long.MAX_VALUE / 2);
        in(10);
        clock.advance(10);
        assertThat(timers.expire()).isEqualTo(1);
    }

    @Test
    void aCancelledOneNeverGoesOff() {
        Mark before = in(100);
        timers.cancel(before);
        Mark after = in(200);
        timers.expire();
        timers.cancel(after);
        timers.expire();
        assertThat(timers.isActive()).isFalse();
        clock.advance(1_000);
        timers.expire();
        assertThat(fired).isEmpty();
        timers.cancel(after);
        timers.expire();
        assertThat(timers.isActive()).isFalse();
    }

    @Test
    void cancellingOneThatWentOffDoesNothing() {
        Mark timer = in(1);
        Mark other = in(TICK * 3);
        timers.expire();
        clock.advance(1);
        timers.expire();
        timers.cancel(timer);
        timers.expire();
        assertThat(timers.isActive()).isTrue();
        clock.advance(TICK * 3);
        timers.expire();
        assertThat(fired).containsExactly(timer, other);
    }

    @Test
    void aTimerMayScheduleAnother() {
        var chain =
                new Timer() {
                    private int left = 5;

                    @Override
                    void expired() {
                        if (left-- > 0) {
                            Mark next = in(left);
                            assertThat(next.deadline()).isPositive();
                        }
                    }
                };
        chain.setDeadline(timers.deadlineIn(7));
        timers.schedule(chain);
        timers.expire();
        clock.advance(10);
        timers.expire();
        clock.advance(10);
        timers.expire();
        assertThat(fired).hasSize(1);
    }

    /** Times that differ by a lot less than a tick, by ticks, by turns of the wheel. */
    @ParameterizedTest
    @CsvSource({
        "1, 1000",
        "1, 10000000000",
        "2, 65536",
        "10, 1000000",
        "16, 50000000",
        "17, 50000000",
        "18, 1000",
        "100, 16777216",
        "1000, 100000000",
        "5000, 10000000000",
        "20000, 3000000"
    })
    void whateverTheTimesAllGoOffWhenDueAndNoneBefore(int count, long span) {
        for (long seed = 1; seed <= 3; seed++) {
            fired.clear();
            start();
            compareWithModel(new Random(seed), count, span);
        }
    }

    private void compareWithModel(Random random, int count, long span) {
        var model = new TreeSet<Mark>(TimersTest::byTime);
        int left = count;
        while (left > 0 || !model.isEmpty()) {
            for (int i = Math.min(left, 1 + random.nextInt(count)); i > 0; i--, left--) {
                model.add(in(random.nextLong(span)));
            }
            if (!model.isEmpty() && random.nextInt(3) == 0) {
                cancelSome(random, model, 1 + random.nextInt(Math.max(1, count / 10)));
            }
            fired.clear();
            int number = timers.expire();
            var due = new ArrayList<Mark>();
            while (!model.isEmpty() && model.first().at <= elapsed()) {
                due.add(model.pollFirst());
            }
            assertThat(fired).hasSize(number).containsExactlyInAnyOrderElementsOf(due);
            checkNext(model);
            clock.advance(step(random, span, model));
        }
        timers.expire();
        assertThat(timers.isActive()).isFalse();
    }

    private static int byTime(Mark a, Mark b) {
        int order = Long.compare(a.at, b.at);
        return order != 0
                ? order
                : Integer.compare(System.identityHashCode(a), System.identityHashCode(b));
    }

    private void cancelSome(Random random, TreeSet<Mark> model, int number) {
        var all = new ArrayList<>(model);
        for (int i = 0; i < number && !model.isEmpty(); i++) {
            Mark timer = all.get(random.nextInt(all.size()));
            timers.cancel(timer);
            model.remove(timer);
        }
    }

    /** Never later than the earliest, nor more than a tick earlier, nor now if nothing is due. */
    private void checkNext(TreeSet<Mark> model) {
        if (model.isEmpty()) {
            assertThat(timers.untilNext()).isEqualTo(Timers.NONE);
        } else {
            long exact = model.first().at - elapsed();
            assertThat(timers.untilNext()).isBetween(0L, exact);
        }
    }

    /** Now the time to the very next one, now a leap. */
    private long step(Random random, long span, TreeSet<Mark> model) {
        return switch (random.nextInt(4)) {
            case 0 -> model.isEmpty() ? 1 : Math.max(1, model.first().at - elapsed());
            case 1 -> 1 + timers.untilNext() % span;
            case 2 -> random.nextLong(TICK * 2);
            default -> random.nextLong(span);
        };
    }
}
