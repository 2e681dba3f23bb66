package dev.raddle.scheduler;

import dev.raddle.scheduler.cpu.Membarrier;

import java.lang.invoke.VarHandle;

/**
 * The two halves of an asymmetric fence. Two threads that each store, pass a fence and load, are
 * sure that at least one sees the other's store. Where one side does so every few nanoseconds and
 * the other now and then, the frequent one passes {@link #light} and the rare one {@link #heavy}.
 *
 * <p><b>Modes.</b> Both are full fences, unless {@code -Draddle.fence=asymmetric} is given and the
 * kernel has {@code membarrier}: then light costs nothing and heavy is that system call:
 * microseconds, and an interrupt of each CPU that runs a thread of ours. Where full fences are dear
 * and steals are rare this pays; on the processors that we have measured it does not.
 *
 * <p><b>Why it works.</b> What delays the light side's store behind its load is either the compiler
 * or the processor.
 *
 * <ul>
 *   <li><i>The compiler.</i> The Java memory model forbids this only to a full fence; HotSpot
 *       forbids it to itself at any: each is a node of kind MemBar in C2's graph, which takes the
 *       state of all memory and gives a new one, so that no store is moved behind it and no load
 *       before it. (Graal's kills all memory locations likewise; C1 and the interpreter move
 *       nothing.) An acquire fence is the cheapest of them, no instruction on x86, and on AArch64
 *       one that waits for loads only; a release fence would be a full one there. On other virtual
 *       machines than HotSpot we do not rely on any of this.
 *   <li><i>The processor.</i> {@code membarrier} makes the light side's thread pass a full fence,
 *       between two of its instructions, while the call lasts. If that is after the store, the
 *       store is visible when the call returns: heavy's loads see it. If it is before the store, it
 *       is before the load too, which so comes after all that the heavy side stored, or saw, before
 *       the call. A thread that does not run just then has passed a fence when it was switched out,
 *       and will pass one when it is switched in.
 * </ul>
 *
 * <p>Initialised when a scheduler opens ({@link Engine}): never at the end of a stack.
 *
 * <p><b>References.</b> {@code membarrier(2)}; HotSpot's own use of it ({@code
 * UseSystemMemoryBarrier}); Folly's {@code AsymmetricThreadFence}; the C++ paper P1202. {@code
 * docs/decisions/0012-asymmetric-fence.md} has the figures.
 */
final class Fence {
    /** The system property that selects the mode: {@code asymmetric}, or else full fences. */
    static final String PROPERTY = "raddle.fence";

    /** Whether {@link #light} is lighter than a full fence. */
    static final boolean ASYMMETRIC =
            "asymmetric".equals(System.getProperty(PROPERTY))
                    && isHotSpot(System.getProperty("java.vm.name"))
                    && Membarrier.isAvailable();

    /**
     * Whether each atomic step is a full fence, for the processor and for the compiler: on x86 any
     * locked instruction is one; and C2 and C1 have a MemBar node, or as good, before and behind
     * each. Elsewhere an atomic step may be made of a load with acquire and a store with release,
     * and what comes before it may pass what comes after it.
     */
    private static final boolean ATOMICS_ARE_FENCES =
            isHotSpot(System.getProperty("java.vm.name"))
                    && "amd64".equals(System.getProperty("os.arch"));

    private Fence() {}

    /** "OpenJDK 64-Bit Server VM", "Java HotSpot(TM) 64-Bit Server VM". */
    static boolean isHotSpot(String virtualMachine) {
        return virtualMachine.contains("OpenJDK") || virtualMachine.contains("HotSpot");
    }

    /** The frequent side's, between its store and its load. */
    static void light() {
        if (ASYMMETRIC) {
            VarHandle.acquireFence();
        } else {
            VarHandle.fullFence();
        }
    }

    /**
     * A full fence together with the CAS, whether it succeeds or not, that comes right after it.
     */
    static void besideAtomic() {
        if (!ATOMICS_ARE_FENCES) {
            VarHandle.fullFence();
        }
    }

    /** The rare side's, between its store, or its first load, and its load. */
    static void heavy() {
        if (ASYMMETRIC) {
            Membarrier.fence();
        } else {
            VarHandle.fullFence();
        }
    }
}
