package dev.raddle.scheduler.cpu;

/** For systems that do not let a thread choose its CPUs. */
final class NoAffinity implements Affinity {
    @Override
    public CpuSet of(int thread) {
        return CpuSet.EMPTY;
    }

    @Override
    public boolean restrict(int thread, CpuSet cpus) {
        return false;
    }
}
