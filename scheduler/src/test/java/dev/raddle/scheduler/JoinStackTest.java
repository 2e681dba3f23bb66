package dev.raddle.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raddle.testing.BoundedTime;
import dev.raddle.testing.Garbage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/** The stack of joins in one thread: who gets what, what it keeps, and where thieves find it. */
@BoundedTime
class JoinStackTest {

    private static final class Kind extends JoinStack.Half {
        @Override
        Object run(Object body) {
            return body;
        }
    }

    private static final JoinStack.Half[] KINDS = {new Kind(), new Kind(), new Kind()};

    private record Forked(Integer number, JoinStack.Half kind) {}

    /** Joins nested at random, and between any two steps perhaps a thief. */
    private static final class RandomJoins {
        private final Random random;
        private final JoinStack joins = new JoinStack(1);
        private final ArrayDeque<Forked> model = new ArrayDeque<>(); // what nobody has
        private int forked;
        private int stolen;

        RandomJoins(long seed) {
            random = new Random(seed);
        }

        void join(int depth) {
            var right = new Forked(++forked, KINDS[random.nextInt(KINDS.length)]);
            joins.beginRun(depth, right.kind, null, null);
            joins.push(depth, right.number);
            model.addLast(right);
            for (int i = random.nextInt(depth < 40 ? 4 : 1); i > 0 && forked < 5_000; i--) {
                join(depth + 1);
                perhapsSteal();
            }
            boolean mine = model.peekLast() == right;
            assertThat(joins.takeBack(depth)).isEqualTo(mine);
            if (mine) {
                model.removeLast();
            } else {
                assertThat(joins.whoStole(depth).body()).isSameAs(right.number);
            }
            assertThat(joins.size()).isEqualTo(model.size());
            assertThat(joins.isEmpty()).isEqualTo(model.isEmpty());
        }

        private void perhapsSteal() {
            if (random.nextInt(5) == 0) {
                StolenBranch got = joins.steal(null);
                Forked oldest = model.pollFirst();
                assertThat(got == null).isEqualTo(oldest == null);
                if (got != null) {
                    assertThat(got.body()).isSameAs(oldest.number);
                    assertThat(got.half()).isSameAs(oldest.kind);
                    stolen++;
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void parentsTakeTheNewestAndThievesTheOldest(long seed) {
        var run = new RandomJoins(seed);
        while (run.forked < 5_000) {
            run.join(0);
        }
        assertThat(run.stolen).isPositive();
    }

    @Test
    void whatWasTakenBackIsNotKept() {
        var joins = new JoinStack(1);
        joins.beginRun(0, KINDS[0], null, null);
        var right = new Object();
        var reference = new WeakReference<>(right);
        joins.push(0, right);
        right = null;
        assertThat(joins.takeBack(0)).isTrue();
        assertThat(Garbage.isCollected(reference)).isTrue();
    }

    @Test
    void theNumberOfTheOldestIsNeverTheSame() {
        var joins = new JoinStack(1);
        assertThat(joins.oldestNumber()).isEqualTo(ForkDeque.NONE);
        joins.beginRun(0, KINDS[0], null, null);
        joins.push(0, "a");
        long a = joins.oldestNumber();
        joins.takeBack(0);
        joins.push(0, "b");
        assertThat(joins.oldestNumber()).isNotIn(a, ForkDeque.NONE);
        joins.steal(null);
        assertThat(joins.oldestNumber()).isEqualTo(ForkDeque.NONE);
    }

    @Test
    void thievesTakeTheOldestOfASuspendedHost() throws Exception {
        Steps.run(
                2,
                steps -> {
                    steps.carrier(0).spawn(steps.action(() -> joinTwo(steps)));
                    steps.tick(0); // suspends in the innermost left half
                    assertThat(steps.carrier(0).forks().size()).as("listed, both as one").isOne();
                    steps.search(1);
                    steps.tickToStealFork(1);
                    assertThat(steps.trace).containsExactly("outer", "inner");
                    steps.tickWhileBusy(0);
                    assertThat(steps.ended).isOne();
                });
    }

    private static void joinTwo(Steps steps) {
        var join = new ForkJoinImpl();
        join.run(
                () -> join.run(Thread::yield, () -> steps.trace.add("inner")),
                () -> steps.trace.add("outer"));
    }

    /** The deque's entry is stale then, and no obstacle for the stack's next borrower. */
    @Test
    void aHostThatGoesOnTakesItsHalvesBack() throws Exception {
        Steps.run(
                2,
                steps -> {
                    var parent = new AtomicReference<Thread>();
                    CoroutineImpl<Object> first =
                            steps.action(() -> {
                                parent.set(Thread.currentThread());
                                var join = new ForkJoinImpl();
                                join.run(
                                        LockSupport::park,
                                        () -> steps.trace.add(Carrier.current().index()));
                                steps.trace.add("joined");
                            });
                    steps.carrier(0)
                            .spawn(
                                    steps.action(() -> {
                                        steps.spawn(first);
                                        Thread.yield();
                                        LockSupport.unpark(parent.get());
                                    }));
                    steps.tickWhileBusy(0);
                    assertThat(steps.trace).endsWith("joined").hasSize(2);
                    steps.carrier(0).spawn(steps.action(() -> joinTwo(steps)));
                    steps.tickWhileBusy(0);
                    assertThat(steps.trace).hasSize(4).contains("inner", "outer");
                    assertThat(steps.carrier(0).forks().isEmpty()).isTrue();
                });
    }

    /** One object that could be the right half of any join. */
    private static final class All implements Runnable, IntSupplier, LongSupplier, DoubleSupplier {
        private final Steps steps;

        All(Steps steps) {
            this.steps = steps;
        }

        @Override
        public void run() {
            steps.trace.add("run");
        }

        @Override
        public int getAsInt() {
            steps.trace.add("int");
            return 1;
        }

        @Override
        public long getAsLong() {
            steps.trace.add("long");
            return 1;
        }

        @Override
        public double getAsDouble() {
            steps.trace.add("double");
            return 1;
        }
    }

    @Test
    void aStolenHalfIsCalledAsItWasForked() throws Exception {
        Steps.run(
                1,
                steps -> {
                    var all = new All(steps);
                    var join = new ForkJoinImpl();
                    steps.carrier(0)
                            .spawn(
                                    steps.action(() ->
                                            join.joinLong(
                                                    () ->
                                                            join.joinInt(
                                                                    () -> {
                                                                        join.run(
                                                                                Thread::yield, all);
                                                                        return 1;
                                                                    },
                                                                    all,
                                                                    Integer::sum),
                                                    all,
                                                    Long::sum)));
                    steps.tickWhileBusy(0);
                    assertThat(steps.trace).containsExactlyInAnyOrder("long", "int", "run");
                    assertThat(steps.ended).isOne();
                });
    }
}
