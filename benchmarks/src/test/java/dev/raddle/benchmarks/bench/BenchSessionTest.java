package dev.raddle.benchmarks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raddle.benchmarks.json.Json;
import dev.raddle.benchmarks.json.JsonReader;
import dev.raddle.benchmarks.text.StatusLine;
import dev.raddle.benchmarks.workload.Engine;
import dev.raddle.benchmarks.workload.Rival;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class BenchSessionTest {
    private static final TestWorkload HONEST =
            new TestWorkload(
                    Map.of(
                            Engine.RADDLE, setting -> () -> 42,
                            Engine.VIRTUAL_THREADS, setting -> () -> 42));
    private static final TestWorkload LYING =
            new TestWorkload(
                    Map.of(
                            Engine.RADDLE, setting -> () -> 42,
                            Engine.VIRTUAL_THREADS, setting -> () -> 7));

    private final List<Rival> launched = new ArrayList<>();

    @Test
    void letsRivalsTakeTurnsAndLeavesOutThoseWithoutAProgram() throws InterruptedException {
        var contest = contest(HONEST, Rival.RADDLE, Rival.VIRTUAL_THREADS, Rival.FORK_JOIN_POOL);

        run(contest, 2);

        assertThat(launched)
                .containsExactly(
                        Rival.RADDLE, Rival.VIRTUAL_THREADS, Rival.RADDLE, Rival.VIRTUAL_THREADS);
        assertThat(contest.leftOut()).containsExactly(Rival.FORK_JOIN_POOL);
    }

    @Test
    void makesAFigureOfTheForks() throws InterruptedException {
        List<Result> results = run(contest(HONEST, Rival.RADDLE), 3);

        assertThat(results)
                .singleElement()
                .satisfies(result -> {
                    assertThat(result.isFailure()).isFalse();
                    assertThat(result.statistics().min())
                            .isLessThanOrEqualTo(result.statistics().median());
                    Map<String, Object> json = json(result);
                    assertThat(json)
                            .containsEntry("workload", "test")
                            .containsEntry("runtime", "raddle")
                            .containsEntry("carriers", 2L)
                            .containsEntry("parameters", Map.of("n", 1L))
                            .containsEntry("unit", "ms")
                            .containsEntry("answer", 42L)
                            .containsEntry("answerOk", true)
                            .containsEntry("forks", 3L)
                            .containsEntry("commit", "abc")
                            .containsKeys(
                                    "median", "min", "max", "cold", "cpuMillis", "jvm", "flags");
                    assertThat((List<?>) json.get("values")).hasSize(3);
                });
    }

    @Test
    void givesNoFigureToAWrongAnswerAndAsksNoMore() throws InterruptedException {
        List<Result> results = run(contest(LYING, Rival.RADDLE, Rival.VIRTUAL_THREADS), 3);

        assertThat(launched)
                .containsExactly(Rival.RADDLE, Rival.VIRTUAL_THREADS, Rival.RADDLE, Rival.RADDLE);
        assertThat(results).extracting(Result::isFailure).containsExactly(false, true);
        assertThat(json(results.getLast()))
                .containsEntry("answer", 7L)
                .containsEntry("answerOk", false)
                .containsEntry("failure", "wrong answer 7 instead of 42")
                .doesNotContainKeys("median", "min", "max", "values");
        assertThat(ResultTable.render(results))
                .contains("vt: FAILED, wrong answer 7 instead of 42")
                .contains("raddle");
    }

    @Test
    void comparesWithRaddle() throws InterruptedException {
        String table = ResultTable.render(run(contest(HONEST, Rival.RADDLE), 1));

        assertThat(table).contains("to raddle").contains("1.00 x");
    }

    @Test
    void tellsTheSpeedUpIfTheSerialProgramRanToo() throws InterruptedException {
        var workload =
                new TestWorkload(
                        Map.of(
                                Engine.RADDLE, setting -> () -> 42,
                                Engine.SERIAL, setting -> () -> 42));

        List<Result> results = run(contest(workload, Rival.RADDLE, Rival.SERIAL), 1);

        assertThat(ResultTable.render(results)).contains("speed-up").containsPattern("1.00 x\n");
        assertThat(json(results.getLast()))
                .containsEntry("runtime", "serial")
                .containsEntry("carriers", 1L);
        assertThat(ResultTable.render(run(contest(HONEST, Rival.RADDLE), 1)))
                .doesNotContain("speed-up");
    }

    private List<Result> run(Contest contest, int forks) throws InterruptedException {
        try (var progress = new Progress(new StatusLine(System.err, false), 10, forks)) {
            return new BenchSession(this::launch, progress, forks).run(contest);
        }
    }

    private ForkReport launch(ForkRequest request) {
        launched.add(request.rival());
        return ForkReport.fromJson(request.measure().toJson());
    }

    private static Contest contest(TestWorkload workload, Rival... rivals) {
        return new Contest(workload, TestWorkload.SETTING, TestWorkload.QUICK, List.of(rivals));
    }

    private static Map<String, Object> json(Result result) {
        var provenance = new Provenance("abc", "os", 2, 0.1, Instant.EPOCH);
        return JsonReader.readObject(Json.write(result.toJson(provenance)));
    }
}
