package dev.raddle.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RivalTest {

    @Test
    void virtualThreadsGetAsManyCarriers() {
        assertThat(Rival.VIRTUAL_THREADS.flags(3))
                .containsExactly(
                        "-Djdk.virtualThreadScheduler.parallelism=3",
                        "-Djdk.virtualThreadScheduler.maxPoolSize=3");
    }

    @Test
    void whatTunesVirtualThreadsTunesRaddleToo() {
        assertThat(Rival.VIRTUAL_THREADS_TUNED.flags(1))
                .containsAll(Rival.RADDLE_TUNED.flags(1))
                .contains("-XX:+UseCompactObjectHeaders");
        assertThat(Rival.RADDLE.flags(1)).isEmpty();
    }

    @Test
    void channelsOfJoxAreUsedByTheSameVirtualThreads() {
        assertThat(Rival.JOX.flags(3)).isEqualTo(Rival.VIRTUAL_THREADS.flags(3));
        assertThat(Rival.JOX_TUNED.flags(3)).isEqualTo(Rival.VIRTUAL_THREADS_TUNED.flags(3));
    }

    @Test
    void kotlinGetsAsManyThreads() {
        assertThat(Rival.KOTLIN.flags(3))
                .containsExactly(
                        "-Dkotlinx.coroutines.scheduler.core.pool.size=3",
                        "-Dkotlinx.coroutines.scheduler.max.pool.size=3");
    }

    @Test
    void parallelSortsSplitForAsManyThreads() {
        assertThat(Rival.PARALLEL_STREAMS.flags(3))
                .containsExactly("-Djava.util.concurrent.ForkJoinPool.common.parallelism=3");
    }

    @Test
    void theSerialProgramHasOneThread() {
        var setting = new Setting(Parameters.of("n", 1), 3);

        assertThat(setting.of(Rival.SERIAL).carriers()).isEqualTo(1);
        assertThat(setting.of(Rival.FORK_JOIN_POOL)).isEqualTo(setting);
    }

    @Test
    void isFoundByItsName() {
        assertThat(Rival.find("fjp")).contains(Rival.FORK_JOIN_POOL);
        assertThat(Rival.find("no")).isEmpty();
    }

    @Test
    void parametersSurviveTheCommandLine() {
        Parameters parameters = Parameters.of("coroutines", 5).with("yields", 7).withSize(6);

        assertThat(Parameters.parse(parameters.toString())).isEqualTo(parameters);
        assertThat(parameters.toString()).isEqualTo("coroutines=6,yields=7");
    }
}
