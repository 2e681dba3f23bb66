package dev.raddle.benchmarks.workload;

/**
 * What a program is told.
 *
 * @param parameters the workload's numbers
 * @param carriers how many threads run the work
 */
public record Setting(Parameters parameters, int carriers) {

    /**
     * One of the workload's numbers.
     *
     * @param name its name
     * @return its value
     */
    public int get(String name) {
        return parameters.get(name);
    }

    /**
     * The same for one rival.
     *
     * @param rival who is measured
     * @return with the carriers that this rival has
     */
    public Setting of(Rival rival) {
        return new Setting(parameters, rival.carriers(carriers));
    }
}
