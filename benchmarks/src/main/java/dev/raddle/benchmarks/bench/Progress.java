package dev.raddle.benchmarks.bench;

import dev.raddle.benchmarks.text.StatusLine;

import java.time.Duration;

/** Tells which fork is running and how much time is left, by the time that the others took. */
final class Progress implements AutoCloseable {
    private final StatusLine line;
    private final int planned;
    private final int forks;
    private final long begun = System.nanoTime();
    private int ended;

    /** All forks of all workloads and rivals, and the forks of each. */
    Progress(StatusLine line, int planned, int forks) {
        this.line = line;
        this.planned = planned;
        this.forks = forks;
    }

    void begin(ForkRequest request, int fork) {
        line.show(
                "%s, %s, fork %d of %d%s"
                        .formatted(
                                request.workload().name(),
                                request.rival().id(),
                                fork,
                                forks,
                                left()));
    }

    void end() {
        ended++;
        line.clear();
    }

    /** Forks that will not run, because their rival failed. */
    void skip(int skipped) {
        ended += skipped;
    }

    private String left() {
        if (ended == 0) {
            return "";
        }
        Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
        Duration left = elapsed.multipliedBy(planned - ended).dividedBy(ended);
        return "; about %d:%02d left".formatted(left.toMinutes(), left.toSecondsPart());
    }

    @Override
    public void close() {
        line.close();
    }
}
