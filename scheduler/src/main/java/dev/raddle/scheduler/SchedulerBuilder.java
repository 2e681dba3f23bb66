package dev.raddle.scheduler;

import dev.raddle.Coroutine;
import dev.raddle.Pinning;
import dev.raddle.Scheduler;
import dev.raddle.scheduler.cpu.CpuSet;
import dev.raddle.scheduler.cpu.PinningPolicy;
import dev.raddle.scheduler.cpu.UsableCpus;
import dev.raddle.scheduler.cpu.VictimOrder;
import dev.raddle.scheduler.jdk.JdkInternals;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** Checks the options and works out the defaults. */
final class SchedulerBuilder implements Scheduler.Builder {
    private static final int MOST_CARRIERS = 1024;
    private static final AtomicInteger OPENED = new AtomicInteger();

    private int carriers;
    private Pinning pinning = Pinning.auto();
    private String name;
    private BiConsumer<? super Coroutine<?>, ? super Throwable> uncaughtHandler =
            SchedulerBuilder::log;

    @Override
    public Scheduler.Builder carriers(int carriers) {
        this.carriers = inRange(carriers);
        return this;
    }

    @Override
    public Scheduler.Builder pinning(Pinning pinning) {
        this.pinning = Objects.requireNonNull(pinning, "pinning");
        return this;
    }

    @Override
    public Scheduler.Builder name(String name) {
        this.name = Objects.requireNonNull(name, "name");
        return this;
    }

    @Override
    public Scheduler.Builder uncaughtHandler(
            BiConsumer<? super Coroutine<?>, ? super Throwable> handler) {
        this.uncaughtHandler = Objects.requireNonNull(handler, "handler");
        return this;
    }

    @Override
    public Scheduler open() {
        JdkInternals.ensureAvailable();
        Rehearsal.ensureDone();
        UsableCpus usable = UsableCpus.ofThisProcess();
        int n = carriers != 0 ? carriers : defaultCarriers(usable);
        int[] cpus = assign(usable, n);
        int number = OPENED.incrementAndGet();
        return new RaddleScheduler(
                name != null ? name : Integer.toString(number),
                VictimOrder.of(n, cpus),
                cpus,
                uncaughtHandler);
    }

    private int defaultCarriers(UsableCpus usable) {
        if (pinning instanceof Pinning.Cpus(var list)) {
            return inRange(list.size());
        }
        return Math.min(usable.carriers(), MOST_CARRIERS);
    }

    private static int inRange(int carriers) {
        if (carriers < 1 || carriers > MOST_CARRIERS) {
            throw new IllegalArgumentException(
                    "carriers: 1 to " + MOST_CARRIERS + ", not " + carriers);
        }
        return carriers;
    }

    private int[] assign(UsableCpus usable, int n) {
        return switch (pinning) {
            case Pinning.Auto() -> PinningPolicy.automatic().assign(usable, n);
            case Pinning.None() -> PinningPolicy.none().assign(usable, n);
            case Pinning.Cpus(var list) -> {
                int[] cpus = list.stream().mapToInt(Integer::intValue).toArray();
                PinningPolicy.on(CpuSet.of(cpus)).assign(usable, n); // checks
                yield cpus; // in the order given
            }
        };
    }

    private static void log(Coroutine<?> failed, Throwable reason) {
        System.getLogger("dev.raddle")
                .log(System.Logger.Level.WARNING, failed.name() + " failed", reason);
    }
}
