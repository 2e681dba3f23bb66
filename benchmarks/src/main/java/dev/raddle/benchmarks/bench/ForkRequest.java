package dev.raddle.benchmarks.bench;

import dev.raddle.benchmarks.catalogue.Catalogue;
import dev.raddle.benchmarks.workload.Collector;
import dev.raddle.benchmarks.workload.Parameters;
import dev.raddle.benchmarks.workload.Rival;
import dev.raddle.benchmarks.workload.Setting;
import dev.raddle.benchmarks.workload.Workload;

import java.util.List;

/**
 * What one forked JVM shall measure.
 *
 * @param workload the task
 * @param rival by whom
 * @param setting with which numbers, on how many carriers
 * @param conditions what is the same for all rivals
 */
record ForkRequest(Workload workload, Rival rival, Setting setting, Conditions conditions) {

    /** The command line of {@link ForkMain}. */
    List<String> toArguments() {
        return List.of(
                workload.name(),
                rival.id(),
                setting.parameters().toString(),
                Integer.toString(setting.carriers()),
                Boolean.toString(conditions.quick()),
                conditions.collector().name());
    }

    static ForkRequest fromArguments(String... arguments) {
        var setting = new Setting(Parameters.parse(arguments[2]), Integer.parseInt(arguments[3]));
        return new ForkRequest(
                Catalogue.find(arguments[0]).orElseThrow(),
                Rival.find(arguments[1]).orElseThrow(),
                setting,
                new Conditions(
                        Boolean.parseBoolean(arguments[4]), Collector.valueOf(arguments[5])));
    }

    /** Measures in this JVM. */
    ForkReport measure() {
        return Measuring.measure(
                workload, workload.programs().get(rival.engine()), setting, conditions.quick());
    }
}
