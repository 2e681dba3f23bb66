package dev.raddle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raddle.testing.SchedulerFixture;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
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
            for (int size : SIZES) {
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
}
