package dev.raddle.benchmarks.bench;

import dev.raddle.benchmarks.workload.Rival;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs contests: fork by fork, and in each fork one rival after the other (A B A B), so that a
 * drift of the machine hits all alike. A rival that fails once is not asked again.
 */
final class BenchSession {
    private final Launcher launcher;
    private final Progress progress;
    private final int forks;

    BenchSession(Launcher launcher, Progress progress, int forks) {
        this.launcher = launcher;
        this.progress = progress;
        this.forks = forks;
    }

    /** Results in the order of the rivals, those of a rival together. */
    List<Result> run(Contest contest) throws InterruptedException {
        var reports = new LinkedHashMap<Rival, List<ForkReport>>();
        contest.rivals().forEach(rival -> reports.put(rival, new ArrayList<>()));
        for (int fork = 1; fork <= forks; fork++) {
            for (Map.Entry<Rival, List<ForkReport>> entry : reports.entrySet()) {
                fork(contest.request(entry.getKey()), fork, entry.getValue());
            }
        }
        var results = new ArrayList<Result>();
        reports.forEach((rival, all) -> {
            ForkRequest request = contest.request(rival);
            results.addAll(Result.of(request, ForkedJvm.flags(request), all));
        });
        return results;
    }

    private void fork(ForkRequest request, int fork, List<ForkReport> reports)
            throws InterruptedException {
        if (!reports.isEmpty() && reports.getLast().isFailure()) {
            progress.skip(1);
            return;
        }
        progress.begin(request, fork);
        reports.add(launcher.launch(request));
        progress.end();
    }
}
