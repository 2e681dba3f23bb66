package dev.raddle;

import dev.raddle.testing.RandomLoop;
import dev.raddle.testing.SchedulerFixture;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Every operation beside its serial twin, in loops of random shapes. */
class ParallelRandomTest extends SchedulerFixture {
    private static final int ROUNDS = 60;

    private void check(Function<RandomLoop, Object> parallel, Function<RandomLoop, Object> serial) {
        RandomLoop.check(scheduler, ROUNDS, parallel, serial);
    }

    /** Functions x -> a x + b modulo 2^32, a above b: one after the other, associative only. */
    private static long compose(long first, long second) {
        long a = (first >>> 32) * (second >>> 32);
        long b = (first & 0xFFFF_FFFFL) * (second >>> 32) + (second & 0xFFFF_FFFFL);
        return a << 32 | b & 0xFFFF_FFFFL;
    }

    private static final long IDENTITY = 1L << 32;

    private static long function(RandomLoop loop, int i) {
        return (long) loop.value(i) << 32 | loop.value(i + 1);
    }

    /** The same modulo 2^16. */
    private static int compose(int first, int second) {
        int a = (first >>> 16) * (second >>> 16);
        int b = (first & 0xFFFF) * (second >>> 16) + (second & 0xFFFF);
        return a << 16 | b & 0xFFFF;
    }

    private static int smallFunction(RandomLoop loop, int i) {
        return (loop.value(i) | 1) << 16 | loop.value(i + 1) & 0xFFFF;
    }

    private static Integer[] boxed(RandomLoop loop) {
        return IntStream.range(loop.from, loop.to).boxed().toArray(Integer[]::new);
    }

    private static List<Integer> linked(RandomLoop loop) {
        return new LinkedList<>(Arrays.asList(boxed(loop)));
    }

    // ---- Joins ---------------------------------------------------------------------------------

    @Test
    void runOfMany() {
        check(
                loop -> {
                    var results = new int[loop.size()];
                    Parallel.run(
                            IntStream.range(0, loop.size())
                                    .<Runnable>mapToObj(i ->
                                            () -> {
                                                loop.at(loop.from + i);
                                                results[i] = loop.value(i);
                                            })
                                    .toArray(Runnable[]::new));
                    return results;
                },
                loop -> IntStream.range(0, loop.size()).map(loop::value).toArray());
    }

    @Test
    void joinOfMany() {
        check(
                loop ->
                        Parallel.<Integer, RuntimeException>join(
                                IntStream.range(loop.from, loop.to)
                                        .<Body<Integer, RuntimeException>>mapToObj(i ->
                                                () -> {
                                                    loop.at(i);
                                                    return loop.value(i);
                                                })
                                        .toList()),
                loop -> IntStream.range(loop.from, loop.to).map(loop::value).boxed().toList());
    }

    // ---- Loops ---------------------------------------------------------------------------------

    @Test
    void forEachIndex() {
        check(
                loop -> {
                    Parallel.forEach(loop.from, loop.to, loop::at);
                    return "done";
                },
                loop -> "done");
    }

    @Test
    void forEachElement() {
        check(
                loop -> {
                    Parallel.forEach(boxed(loop), loop::at);
                    return "done";
                },
                loop -> "done");
        check(
                loop -> {
                    Parallel.forEach(linked(loop), loop::at);
                    return "done";
                },
                loop -> "done");
    }

    @Test
    void forEachOfSpliterators() {
        check(
                loop -> {
                    Parallel.forEach(Arrays.spliterator(boxed(loop)), loop::at);
                    return "done";
                },
                loop -> "done");
        check(
                loop -> {
                    Parallel.forEach(new Stingy(loop.from, loop.to), loop::at);
                    return "done";
                },
                loop -> "done");
    }

    @Test
    void setAll() {
        check(
                loop -> {
                    var array = new int[loop.size()];
                    Parallel.setAll(
                            array,
                            i -> {
                                loop.at(loop.from + i);
                                return loop.value(i);
                            });
                    return array;
                },
                loop -> IntStream.range(0, loop.size()).map(loop::value).toArray());
    }

    @Test
    void map() {
        check(
                loop ->
                        Parallel.map(
                                linked(loop),
                                i -> {
                                    loop.at(i);
                                    return loop.value(i);
                                }),
                loop -> IntStream.range(loop.from, loop.to).map(loop::value).boxed().toList());
    }

    // ---- Reductions ----------------------------------------------------------------------------

    @Test
    void reduceInt() {
        check(
                loop ->
                        Parallel.reduceInt(
                                loop.from,
                                loop.to,
                                1 << 16,
                                i -> {
                                    loop.at(i);
                                    return smallFunction(loop, i);
                                },
                                ParallelRandomTest::compose),
                loop -> {
                    int sum = 1 << 16;
                    for (int i = loop.from; i < loop.to; i++) {
                        sum = compose(sum, smallFunction(loop, i));
                    }
                    return sum;
                });
    }

    @Test
    void reduceLong() {
        check(
                loop ->
                        Parallel.reduceLong(
                                loop.from,
                                loop.to,
                                IDENTITY,
                                i -> {
                                    loop.at(i);
                                    return function(loop, i);
                                },
                                ParallelRandomTest::compose),
                loop -> {
                    long sum = IDENTITY;
                    for (int i = loop.from; i < loop.to; i++) {
                        sum = compose(sum, function(loop, i));
                    }
                    return sum;
                });
    }

    @Test
    void reduceDouble() {
        check(
                loop ->
                        Parallel.reduceDouble(
                                loop.from,
                                loop.to,
                                0,
                                i -> {
                                    loop.at(i);
                                    return loop.value(i); // sums are exact
                                },
                                Double::sum),
                loop -> IntStream.range(loop.from, loop.to).mapToDouble(loop::value).sum());
    }

    @Test
    void reduceObjects() {
        check(
                loop ->
                        Parallel.reduce(
                                loop.from,
                                loop.to,
                                IDENTITY,
                                i -> {
                                    loop.at(i);
                                    return function(loop, i);
                                },
                                ParallelRandomTest::compose),
                loop -> {
                    long sum = IDENTITY;
                    for (int i = loop.from; i < loop.to; i++) {
                        sum = compose(sum, function(loop, i));
                    }
                    return sum;
                });
    }

    @Test
    void count() {
        check(
                loop ->
                        Parallel.count(
                                loop.from,
                                loop.to,
                                i -> {
                                    loop.at(i);
                                    return loop.value(i) % 3 == 0;
                                }),
                loop ->
                        IntStream.range(loop.from, loop.to)
                                .filter(i -> loop.value(i) % 3 == 0)
                                .count());
    }

    // ---- Searching -----------------------------------------------------------------------------

    @Test
    void findFirst() {
        for (int rarity : new int[] {2, 50, 5_000, 100_000}) {
            RandomLoop.checkInOrder(
                    scheduler,
                    ROUNDS,
                    loop ->
                            Parallel.findFirst(
                                    loop.from,
                                    loop.to,
                                    i -> {
                                        loop.at(i);
                                        return loop.value(i) % rarity == 0;
                                    }),
                    loop -> {
                        for (int i = loop.from; i < loop.to; i++) {
                            loop.at(i);
                            if (loop.value(i) % rarity == 0) {
                                return OptionalInt.of(i);
                            }
                        }
                        return OptionalInt.empty();
                    });
        }
    }

    @Test
    void findFirstElement() {
        RandomLoop.checkInOrder(
                scheduler,
                ROUNDS,
                loop ->
                        Parallel.findFirst(
                                linked(loop),
                                i -> {
                                    loop.at(i);
                                    return loop.value(i) % 100 == 0;
                                }),
                loop -> {
                    for (int i = loop.from; i < loop.to; i++) {
                        loop.at(i);
                        if (loop.value(i) % 100 == 0) {
                            return Optional.of(i);
                        }
                    }
                    return Optional.empty();
                });
    }

    // ---- Prefixes ------------------------------------------------------------------------------

    /** Elements are combined in any order: at each, the operator does what is planned, once. */
    @Test
    void scans() {
        check(
                loop -> {
                    var array = new long[loop.size()];
                    Parallel.setAll(
                            array,
                            i -> {
                                loop.at(loop.from + i);
                                return function(loop, i);
                            });
                    Parallel.scan(array, ParallelRandomTest::suspendingCompose);
                    return array;
                },
                loop -> {
                    var array = new long[loop.size()];
                    Arrays.setAll(array, i -> function(loop, i));
                    Arrays.parallelPrefix(array, ParallelRandomTest::compose);
                    return array;
                });
    }

    private static long suspendingCompose(long first, long second) {
        if ((first ^ second) % 511 == 0) {
            Coroutine.yield();
        }
        return compose(first, second);
    }

    @Test
    void scansOfOthers() {
        check(
                loop -> {
                    int[] ints = IntStream.range(0, loop.size()).map(loop::value).toArray();
                    double[] doubles = Arrays.stream(ints).asDoubleStream().toArray();
                    Integer[] boxed = Arrays.stream(ints).boxed().toArray(Integer[]::new);
                    Parallel.forEach(loop.from, loop.to, loop::at);
                    Parallel.scan(ints, Math::max);
                    Parallel.scan(doubles, Double::sum);
                    Parallel.scan(boxed, ParallelRandomTest::compose);
                    return List.of(
                            Arrays.hashCode(ints), Arrays.hashCode(doubles), Arrays.asList(boxed));
                },
                loop -> {
                    int[] ints = IntStream.range(0, loop.size()).map(loop::value).toArray();
                    double[] doubles = Arrays.stream(ints).asDoubleStream().toArray();
                    Integer[] boxed = Arrays.stream(ints).boxed().toArray(Integer[]::new);
                    Arrays.parallelPrefix(ints, Math::max);
                    Arrays.parallelPrefix(doubles, Double::sum);
                    Arrays.parallelPrefix(boxed, ParallelRandomTest::compose);
                    return List.of(
                            Arrays.hashCode(ints), Arrays.hashCode(doubles), Arrays.asList(boxed));
                });
    }

    // ---- Sorting -------------------------------------------------------------------------------

    private record Entry(int key, int place) {}

    private static Entry[] entries(RandomLoop loop) {
        var entries = new Entry[loop.size()];
        Arrays.setAll(entries, i -> new Entry(loop.value(i) % 100, i));
        return entries;
    }

    /** The comparator yields, and the order is stable. */
    @Test
    void sortsOfObjects() {
        Comparator<Entry> byKey = Comparator.comparingInt(Entry::key);
        Comparator<Entry> yielding =
                (a, b) -> {
                    if ((a.place + b.place) % 1_021 == 0) {
                        Coroutine.yield();
                    }
                    return byKey.compare(a, b);
                };
        check(
                loop -> {
                    Parallel.forEach(loop.from, loop.to, loop::at);
                    List<Entry> entries = new ArrayList<>(Arrays.asList(entries(loop)));
                    Parallel.sort(entries, yielding);
                    return entries;
                },
                loop -> {
                    Entry[] entries = entries(loop);
                    Arrays.sort(entries, byKey);
                    return Arrays.asList(entries);
                });
    }

    @Test
    void sortsOfNumbers() {
        check(
                loop -> {
                    Parallel.forEach(loop.from, loop.to, loop::at);
                    int[] ints = IntStream.range(0, loop.size()).map(loop::value).toArray();
                    long[] longs = Arrays.stream(ints).asLongStream().toArray();
                    double[] doubles = doubles(ints);
                    Parallel.sort(ints);
                    Parallel.sort(longs);
                    Parallel.sort(doubles);
                    return new Object[] {ints, longs, doubles};
                },
                loop -> {
                    int[] ints = IntStream.range(0, loop.size()).map(loop::value).toArray();
                    long[] longs = Arrays.stream(ints).asLongStream().toArray();
                    double[] doubles = doubles(ints);
                    Arrays.sort(ints);
                    Arrays.sort(longs);
                    Arrays.sort(doubles);
                    return new Object[] {ints, longs, doubles};
                });
    }

    private static double[] doubles(int[] ints) {
        return Arrays.stream(ints)
                .mapToDouble(i ->
                        switch (i % 7) {
                            case 0 -> Double.NaN;
                            case 1 -> -0.0;
                            case 2 -> 0.0;
                            default -> i;
                        })
                .toArray();
    }
}
