package dev.raddle.benchmarks.bench;

import dev.raddle.benchmarks.workload.Rival;
import dev.raddle.benchmarks.workload.Setting;
import dev.raddle.benchmarks.workload.Workload;

import java.util.List;

/**
 * One workload and those who are compared in it.
 *
 * @param workload the task
 * @param setting its numbers and the carriers
 * @param conditions what is the same for all rivals
 * @param asked all rivals that the user wants, in order
 */
record Contest(Workload workload, Setting setting, Conditions conditions, List<Rival> asked) {

    /** Those to which the workload applies. */
    List<Rival> rivals() {
        return asked.stream().filter(this::applies).toList();
    }

    /** Those to which it does not. */
    List<Rival> leftOut() {
        return asked.stream().filter(rival -> !applies(rival)).toList();
    }

    private boolean applies(Rival rival) {
        return workload.programs().containsKey(rival.engine());
    }

    ForkRequest request(Rival rival) {
        return new ForkRequest(workload, rival, setting.of(rival), conditions);
    }
}
