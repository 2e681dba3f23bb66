package dev.raddle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raddle.testing.Await;
import dev.raddle.testing.SchedulerFixture;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Loops over indices: each is met once, and results are those of the plain loop. */
class ParallelLoopsTest extends SchedulerFixture {
    private static final int[] SIZES = {0, 1, 2, 3, 7, 64, 1_000, 100_000};

    @Test
    void eachIndexIsMetOnce() throws Exception {
        scheduler.run(() -> {
            for (int size : SIZES) {
                var met = new AtomicIntegerArray(size);
                Parallel.forEach(-5, size - 5, i -> met.incrementAndGet(i + 5));
                assertThat(IntStream.range(0, size).filter(i -> met.get(i) != 1)).isEmpty();
            }
        });
    }

    @Test
    void setAllSetsAll() throws Exception {
        scheduler.run(() -> {
            for (int size : SIZES) {
                var ints = new int[size];
                Parallel.setAll(ints, i -> i * i);
                assertThat(ints).isEqualTo(IntStream.range(0, size).map(i -> i * i).toArray());
                var longs = new long[size];
                Parallel.setAll(longs, i -> 7L * i);
                assertThat(longs).isEqualTo(LongStream.range(0, size).map(i -> 7 * i).toArray());
                var doubles = new double[size];
                Parallel.setAll(doubles, i -> i / 2.0);
                assertThat(doubles)
                        .isEqualTo(IntStream.range(0, size).mapToDouble(i -> i / 2.0).toArray());
                var strings = new String[size];
                Parallel.setAll(strings, Integer::toString);
                assertThat(strings)
                        .isEqualTo(
                                IntStream.range(0, size)
                                        .mapToObj(Integer::toString)
                                        .toArray(String[]::new));
            }
        });
    }

    @Test
    void reductionsAndCounts() throws Exception {
        scheduler.run(() -> {
            for (int size : SIZES) {
                long sum = LongStream.range(0, size).sum();
                assertThat(Parallel.reduceLong(0, size, 0, i -> i, Long::sum)).isEqualTo(sum);
                assertThat(Parallel.reduceInt(0, size, 0, i -> i, Integer::sum))
                        .isEqualTo((int) sum);
                assertThat(Parallel.reduceDouble(0, size, 0, i -> i, Double::sum)).isEqualTo(sum);
                assertThat(Parallel.count(0, size, i -> i % 3 == 0)).isEqualTo((size + 2) / 3);
            }
            assertThat(Parallel.reduce(0, 300, "", Integer::toString, String::concat))
                    .isEqualTo(
                            IntStream.range(0, 300)
                                    .mapToObj(Integer::toString)
                                    .reduce("", String::concat));
        });
    }

    @Test
    void sorts() throws Exception {
        var random = new Random(1);
        scheduler.run(() -> {
            for (int size : new int[] {0, 1, 2, 3, 7, 1_000, 20_000, 400_000}) {
                int[] ints = random.ints(size).toArray();
                int[] sortedInts = ints.clone();
                Arrays.sort(sortedInts);
                Parallel.sort(ints);
                assertThat(Arrays.equals(ints, sortedInts)).isTrue();
                long[] longs = random.longs(size).toArray();
                long[] sortedLongs = longs.clone();
                Arrays.sort(sortedLongs);
                Parallel.sort(longs);
                assertThat(Arrays.equals(longs, sortedLongs)).isTrue();
                double[] doubles = random.doubles(size).map(d -> d < 0.1 ? -0.0 : d).toArray();
                double[] sortedDoubles = doubles.clone();
                Arrays.sort(sortedDoubles);
                Parallel.sort(doubles);
                assertThat(Arrays.equals(doubles, sortedDoubles)).isTrue();
                String[] strings =
                        random.ints(size, 0, 1_000)
                                .mapToObj(Integer::toString)
                                .toArray(String[]::new);
                String[] sortedStrings = strings.clone();
                Arrays.sort(sortedStrings);
                Parallel.sort(strings);
                assertThat(Arrays.equals(strings, sortedStrings)).isTrue();
            }
        });
    }

    @Test
    void sortsStable() throws Exception {
        record Entry(int key, int place) {}
        var random = new Random(1);
        scheduler.run(() -> {
            var entries = new Entry[50_000];
            Arrays.setAll(entries, i -> new Entry(random.nextInt(100), i));
            Parallel.sort(entries, Comparator.comparing(Entry::key));
            assertThat(entries)
                    .isSortedAccordingTo(
                            Comparator.comparing(Entry::key).thenComparing(Entry::place));
        });
    }

    @Test
    void manyBodies() throws Exception {
        scheduler.run(() -> {
            for (int size : new int[] {0, 1, 2, 3, 100}) {
                var ran = new AtomicInteger();
                var bodies = new Runnable[size];
                Arrays.fill(bodies, (Runnable) ran::incrementAndGet);
                Parallel.run(bodies);
                assertThat(ran).hasValue(size);
            }
        });
    }

    // ---- Collections ---------------------------------------------------------------------------

    @Test
    void listsAndArrays() throws Exception {
        scheduler.run(() -> {
            for (int size : new int[] {0, 1, 2, 3, 1_000}) {
                Integer[] array = IntStream.range(0, size).boxed().toArray(Integer[]::new);
                for (List<Integer> list :
                        List.of(List.of(array), new LinkedList<>(List.of(array)))) {
                    assertThat(Parallel.map(list, i -> i + 1))
                            .isEqualTo(list.stream().map(i -> i + 1).toList());
                    assertThat(Parallel.count(list, i -> i % 2 == 1)).isEqualTo(size / 2);
                    assertThat(Parallel.reduce(list, 0, Integer::sum))
                            .isEqualTo(size * (size - 1) / 2);
                    assertThat(Parallel.findFirst(list, i -> i == 2).isPresent())
                            .isEqualTo(size > 2);
                }
                assertThat(Parallel.map(array, i -> i + 1))
                        .isEqualTo(Arrays.stream(array).map(i -> i + 1).toList());
                assertThat(Parallel.count(array, i -> i % 2 == 1)).isEqualTo(size / 2);
                assertThat(Parallel.reduce(array, 0, Integer::sum))
                        .isEqualTo(size * (size - 1) / 2);
                assertThat(Parallel.findFirst(array, i -> i == 2).isPresent()).isEqualTo(size > 2);
            }
        });
    }

    @Test
    void mapTakesAndGivesNulls() throws Exception {
        scheduler.run(() ->
                assertThat(Parallel.map(Arrays.asList(null, 1), i -> i == null ? 0 : null))
                        .containsExactly(0, null));
    }

    @Test
    void aListIsSortedInPlace() throws Exception {
        scheduler.run(() -> {
            List<Integer> list = new LinkedList<>(List.of(3, 1, 2));
            Parallel.sort(list);
            assertThat(list).containsExactly(1, 2, 3);
            Parallel.sort(list, Comparator.reverseOrder());
            assertThat(list).containsExactly(3, 2, 1);
        });
    }

    /** What splits off one element at a time would be as many calls, one inside the other. */
    @Test
    void aSpliteratorThatHardlySplits() throws Exception {
        scheduler.run(() -> {
            var sum = new AtomicLong();
            Parallel.forEach(new Stingy(0, 300_000), i -> sum.addAndGet(i));
            assertThat(sum).hasValue(300_000L * 299_999 / 2);
        });
    }

    @Test
    void aSpliteratorThatDoesNotSplit() throws Exception {
        scheduler.run(() -> {
            var met = new ArrayList<Integer>();
            Parallel.forEach(
                    new Spliterators.AbstractSpliterator<Integer>(Long.MAX_VALUE, 0) {
                        @Override
                        public Spliterator<Integer> trySplit() {
                            return null;
                        }

                        @Override
                        public boolean tryAdvance(Consumer<? super Integer> action) {
                            if (met.size() == 100) {
                                return false;
                            }
                            action.accept(met.size());
                            return true;
                        }
                    },
                    met::add);
            assertThat(met).isEqualTo(IntStream.range(0, 100).boxed().toList());
        });
    }

    // ---- Searching -----------------------------------------------------------------------------

    @Test
    void findFirstFindsTheLowest() throws Exception {
        scheduler.run(() -> {
            for (int size : SIZES) {
                for (int wanted : new int[] {0, 1, size / 2, size - 1, size}) {
                    assertThat(Parallel.findFirst(0, size, i -> i >= wanted))
                            .isEqualTo(
                                    wanted < size && size > 0
                                            ? OptionalInt.of(Math.max(0, wanted))
                                            : OptionalInt.empty());
                }
            }
        });
    }

    @Test
    void findFirstEndsEarly() throws Exception {
        scheduler.run(() -> {
            int first = Integer.MIN_VALUE;
            assertThat(Parallel.findFirst(first, Integer.MAX_VALUE, i -> i > first + 1_000))
                    .hasValue(first + 1_001);
        });
    }

    private static void waitForEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new CancellationException("interrupted");
        }
    }

    @Test
    void findFirstCancelsWhatIsRightOfTheResult() throws Exception {
        scheduler.run(() -> {
            var isRightBlocked = new AtomicBoolean();
            OptionalInt found =
                    Parallel.findFirst(
                            0,
                            2,
                            i -> {
                                if (i == 1) {
                                    isRightBlocked.set(true);
                                    waitForEver();
                                }
                                Await.until(isRightBlocked::get);
                                return true;
                            });
            assertThat(found).hasValue(0);
            Coroutine.checkpoint(); // not cancelled
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        });
    }

    @Test
    void findFirstHearsOfAFailureAsTheLoopWould() throws Exception {
        var failure = new IllegalStateException("at 1");
        IntPredicate fails =
                i -> {
                    if (i == 1) {
                        throw failure;
                    }
                    return i == 2;
                };
        scheduler.run(() -> {
            assertThatThrownBy(() -> Parallel.findFirst(0, 100, fails)).isSameAs(failure);
            assertThat(Parallel.findFirst(0, 100, i -> i == 0 || fails.test(i))).hasValue(0);
        });
    }

    // ---- Prefixes ------------------------------------------------------------------------------

    @Test
    void scans() throws Exception {
        var random = new Random(1);
        scheduler.run(() -> {
            for (int size : SIZES) {
                int[] ints = random.ints(size).toArray();
                int[] intPrefixes = ints.clone();
                Arrays.parallelPrefix(intPrefixes, Integer::sum);
                Parallel.scan(ints, Integer::sum);
                assertThat(Arrays.equals(ints, intPrefixes)).isTrue();
                long[] longs = random.longs(size).toArray();
                long[] longPrefixes = longs.clone();
                Arrays.parallelPrefix(longPrefixes, Math::max);
                Parallel.scan(longs, Math::max);
                assertThat(Arrays.equals(longs, longPrefixes)).isTrue();
                double[] doubles = random.ints(size).asDoubleStream().toArray();
                double[] doublePrefixes = doubles.clone();
                Arrays.parallelPrefix(doublePrefixes, Double::sum);
                Parallel.scan(doubles, Double::sum);
                assertThat(Arrays.equals(doubles, doublePrefixes)).isTrue();
            }
            String[] strings =
                    IntStream.range(0, 500).mapToObj(Integer::toString).toArray(String[]::new);
            String[] prefixes = strings.clone();
            Arrays.parallelPrefix(prefixes, String::concat);
            Parallel.scan(strings, String::concat);
            assertThat(strings).isEqualTo(prefixes);
        });
    }

    // ---- Bad use -------------------------------------------------------------------------------

    @Test
    void aRangeFromTheWrongEnd() throws Exception {
        scheduler.run(() ->
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> Parallel.forEach(2, 1, i -> {}))
                        .withMessageContaining("from is 2")
                        .withMessageContaining("to, which is 1")
                        .withMessageContaining("lower bound first"));
    }

    @Test
    void outsideOfACoroutine() {
        List<Action> calls =
                List.of(
                        () -> Parallel.run(),
                        () -> Parallel.join(List.<Body<String, RuntimeException>>of()),
                        () -> Parallel.forEach(0, 0, i -> {}),
                        () -> Parallel.forEach(List.of().spliterator(), each -> {}),
                        () -> Parallel.map(List.of(), each -> each),
                        () -> Parallel.reduceInt(0, 0, 0, i -> i, Integer::sum),
                        () -> Parallel.count(0, 0, i -> true),
                        () -> Parallel.findFirst(0, 0, i -> true),
                        () -> Parallel.scan(new int[0], Integer::sum),
                        () -> Parallel.sort(new int[0]));
        for (Action each : calls) {
            assertThatIllegalStateException()
                    .isThrownBy(each::run)
                    .withMessageContaining("Scheduler.call");
        }
    }
}
