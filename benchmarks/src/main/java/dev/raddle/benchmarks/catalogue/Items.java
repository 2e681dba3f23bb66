package dev.raddle.benchmarks.catalogue;

import dev.raddle.benchmarks.kotlin.KotlinChannel;
import dev.raddle.benchmarks.raddle.RaddleChannel;
import dev.raddle.benchmarks.virtual.VirtualChannel;
import dev.raddle.benchmarks.workload.Engine;
import dev.raddle.benchmarks.workload.Parameters;
import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;
import dev.raddle.benchmarks.workload.Unit;
import dev.raddle.benchmarks.workload.Workload;

import java.util.Map;

/**
 * Producers and consumers at the ends of one channel.
 *
 * @param name {@code channel}, one of each, or {@code channel-4x4}, four of each
 */
record Items(String name) implements Workload {

    @Override
    public String summary() {
        return isOneToOne()
                ? "a producer and a consumer of numbers, and a channel"
                : "four producers and four consumers of numbers, and a channel";
    }

    @Override
    public Parameters parameters(boolean quick) {
        return Parameters.of("items", quick ? 10_000 : 10_000_000)
                .with("capacity", isOneToOne() ? 1024 : 64)
                .with("pairs", isOneToOne() ? 1 : 4);
    }

    @Override
    public void check(Parameters parameters) {
        if (parameters.get("items") % parameters.get("pairs") != 0) {
            throw new IllegalArgumentException(
                    name + " needs a multiple of " + parameters.get("pairs"));
        }
    }

    @Override
    public long answer(Parameters parameters) {
        long items = parameters.get("items");
        return items * (items - 1) / 2;
    }

    private boolean isOneToOne() {
        return name.equals("channel");
    }

    @Override
    public Unit unit(Setting setting) {
        return Unit.nanosPer("item", setting.get("items"));
    }

    @Override
    public Map<Engine, Program.Factory> programs() {
        return Map.of(
                Engine.RADDLE, RaddleChannel::program,
                Engine.VIRTUAL_THREADS, VirtualChannel::byQueue,
                Engine.JOX, VirtualChannel::byJox,
                Engine.KOTLIN, KotlinChannel::program);
    }
}
