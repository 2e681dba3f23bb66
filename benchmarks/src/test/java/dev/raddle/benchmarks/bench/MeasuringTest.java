package dev.raddle.benchmarks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Rival;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

class MeasuringTest {

    @Test
    void reportsTheTimesOfRightAnswers() {
        ForkReport report = measure(() -> 42);

        assertThat(report.isFailure()).isFalse();
        assertThat(report.answerOk()).isTrue();
        assertThat(report.answer()).isEqualTo(42);
        assertThat(report.metrics())
                .singleElement()
                .satisfies(metric -> {
                    assertThat(metric.name()).isEqualTo("time");
                    assertThat(metric.unit()).isEqualTo("ms");
                    assertThat(metric.rounds()).hasSizeGreaterThanOrEqualTo(3);
                    assertThat(metric.cold()).isPositive();
                });
    }

    @Test
    void tellsNoFigureOfAWrongAnswer() {
        ForkReport report = measure(() -> 41);

        assertThat(report.answerOk()).isFalse();
        assertThat(report.answer()).isEqualTo(41);
        assertThat(report.failure()).isEqualTo("wrong answer 41 instead of 42");
        assertThat(report.metrics()).isEmpty();
    }

    @Test
    void checksEveryRound() {
        var rounds = new AtomicInteger();

        ForkReport report = measure(() -> rounds.incrementAndGet() < 4 ? 42 : 43);

        assertThat(report.answerOk()).isFalse();
    }

    @Test
    void reportsWhatAProgramThrows() {
        ForkReport report =
                measure(() -> {
                    throw new IllegalStateException("broken", new Error("deep"));
                });

        assertThat(report.answerOk()).isFalse();
        assertThat(report.failure()).contains("broken").contains("deep");
    }

    @Test
    void reportsLackOfMemory() {
        ForkReport report =
                measure(() -> {
                    throw new OutOfMemoryError("Java heap space");
                });

        assertThat(report.failure()).contains("OutOfMemoryError");
    }

    @Test
    void preparesAndSettlesEveryRound() {
        var program = new Recording();

        measure(program);

        assertThat(program.events).startsWith("prepare", "run", "settle", "prepare", "run");
        assertThat(program.events).endsWith("run", "settle", "close");
    }

    @Test
    void tellsTheMiddleTheRareAndTheLongestOfWaits() {
        List<Double> values = IntStream.rangeClosed(1, 200).mapToObj(i -> (double) i).toList();

        assertThat(Latencies.percentile(values, 0.99)).isEqualTo(198);
        assertThat(Latencies.percentile(values.reversed(), 0.5)).isEqualTo(100);
        assertThat(Latencies.percentile(List.of(7.0), 0.99)).isEqualTo(7);
    }

    @Test
    void keepsTheWaitsThatAProgramMeasures() throws Exception {
        Program program =
                new Program() {
                    @Override
                    public long run() {
                        return 42;
                    }

                    @Override
                    public long[] latencies() {
                        return new long[] {1_000, 3_000, 2_000, 5_000_000};
                    }
                };

        List<Metric> metrics = Latencies.measure(new Rounds(program, 42), program, Pace.of(true));

        assertThat(metrics.stream().map(Metric::name))
                .containsExactly("median", "99th percentile", "longest", "later than 1 ms");
        assertThat(metrics.stream().map(Metric::median))
                .containsExactly(2.5, 5_000.0, 5_000.0, 250_000.0);
    }

    @Test
    void checksWhatARoundLeftBehind() {
        Program zero =
                new Program() {
                    @Override
                    public long run() {
                        return 0;
                    }

                    @Override
                    public long answer(long result) {
                        return result + 42;
                    }
                };

        assertThat(measure(zero).answerOk()).isTrue();
    }

    private static ForkReport measure(Program program) {
        return new ForkRequest(
                        TestWorkload.of(program),
                        Rival.VIRTUAL_THREADS,
                        TestWorkload.SETTING,
                        TestWorkload.QUICK)
                .measure();
    }

    private static final class Recording implements Program {
        private final List<String> events = new ArrayList<>();

        @Override
        public void prepare() {
            events.add("prepare");
        }

        @Override
        public long run() {
            events.add("run");
            return 42;
        }

        @Override
        public void settle() {
            events.add("settle");
        }

        @Override
        public void close() {
            events.add("close");
        }
    }
}
