package dev.raddle.benchmarks.bench;

/** Carries out a request somewhere. */
@FunctionalInterface
interface Launcher {

    /** Measures; a failure of any kind is a report too. */
    ForkReport launch(ForkRequest request) throws InterruptedException;
}
