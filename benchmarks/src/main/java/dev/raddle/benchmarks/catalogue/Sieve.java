package dev.raddle.benchmarks.catalogue;

import dev.raddle.benchmarks.kotlin.KotlinSieve;
import dev.raddle.benchmarks.problem.Primes;
import dev.raddle.benchmarks.raddle.RaddleSieve;
import dev.raddle.benchmarks.virtual.VirtualSieve;
import dev.raddle.benchmarks.workload.Engine;
import dev.raddle.benchmarks.workload.Parameters;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;
import dev.raddle.benchmarks.workload.Unit;
import dev.raddle.benchmarks.workload.Workload;

import java.util.Map;

/**
 * The first primes by a line of coroutines, one for each prime. From Hoare's CSP, after McIlroy.
 *
 * @param name on the command line
 * @param capacity of the channels between them
 */
record Sieve(String name, int capacity) implements Workload {

    @Override
    public String summary() {
        return "a line of coroutines, one for each prime, which sieve numbers; channels, room for "
                + capacity;
    }

    @Override
    public Parameters parameters(boolean quick) {
        return Parameters.of("primes", quick ? 100 : 4_000).with("capacity", capacity);
    }

    @Override
    public long answer(Parameters parameters) {
        return Primes.nth(parameters.get("primes"));
    }

    @Override
    public Unit unit(Setting setting) {
        return Unit.nanosPer("send", Primes.sends(setting.get("primes")));
    }

    @Override
    public Map<Engine, Program.Factory> programs() {
        return Map.of(
                Engine.RADDLE, RaddleSieve::program,
                Engine.VIRTUAL_THREADS, VirtualSieve::byQueue,
                Engine.JOX, VirtualSieve::byJox,
                Engine.KOTLIN, KotlinSieve::program);
    }
}
