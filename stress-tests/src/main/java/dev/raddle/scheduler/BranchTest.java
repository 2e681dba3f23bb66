package dev.raddle.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/**
 * Who runs the right half of a join, its parent or a thief: one of them, once (invariant 2).
 *
 * <p>The parent is a real coroutine on a real host, which no carrier mounts. Nobody runs what is
 * stolen: what a carrier has to run is seen by what {@link Branch#begin} returns.
 */
class BranchTest {
    private static final int HOME = 0;
    private static final int THIEF = 1;
    private static final int ELSEWHERE = 2;

    private static final Engine ENGINE =
            new Engine(
                    "stress",
                    new int[][] {{1, 2}, {2, 0}, {0, 1}},
                    2,
                    2,
                    System::nanoTime,
                    () -> {});

    private static Host host(Carrier carrier) {
        var host = new Host(carrier);
        host.current = Children.create();
        return host;
    }

    /** One that nobody runs. */
    static class Half extends Branch {
        Half(Host host) {
            super(host.current(), null);
        }

        @Override
        Object run() {
            throw new AssertionError("nobody runs it");
        }
    }

    /**
     * The parent was suspended and went on elsewhere, so it does not look for the branch; a carrier
     * has just taken that out of the deque where it was forked.
     */
    abstract static class Word {
        /** Read only, and its deque stays empty. */
        static final Host HOST = host(ENGINE.carrier(ELSEWHERE));

        private final Together together = new Together();
        private final Branch branch;
        private CoroutineImpl<?> seen;
        private CoroutineImpl<?> begun;

        Word(Branch branch) {
            this.branch = branch;
        }

        final void takeBack(ZZZ_Result r) {
            together.begin();
            r.r1 = branch.takeBack(ENGINE.carrier(HOME), HOST);
            if (!r.r1) {
                seen = branch.stolen().child();
            }
        }

        final void start(ZZZ_Result r) {
            together.begin();
            begun = branch.begin(ENGINE.carrier(THIEF));
            r.r2 = begun != null;
        }

        /** Whether the parent waits for what the carrier runs, if either. */
        final void look(ZZZ_Result r) {
            r.r3 = seen == begun;
        }
    }

    @JCStressTest
    @Outcome(id = "true, false, true", expect = ACCEPTABLE, desc = "The parent was first.")
    @Outcome(
            id = "false, true, true",
            expect = ACCEPTABLE,
            desc = "The carrier was first, and the parent waits for that coroutine.")
    @Outcome(expect = FORBIDDEN, desc = "Both run it, or nobody; or the parent waits for another.")
    @State
    public static class TakeBackOrBegin extends Word {
        public TakeBackOrBegin() {
            super(new Half(HOST));
        }

        @Actor
        public void parent(ZZZ_Result r) {
            takeBack(r);
        }

        @Actor
        public void carrier(ZZZ_Result r) {
            start(r);
        }

        @Arbiter
        public void end(ZZZ_Result r) {
            look(r);
        }
    }

    /**
     * Two joins, one in the left half of the other: the parent takes the inner one back, then the
     * outer one. A thief steals twice from the same deque. What the parent does not find there, it
     * claims by the word, perhaps before the thief that has it out of the deque.
     */
    @JCStressTest
    @Outcome(id = "parent, parent", expect = ACCEPTABLE, desc = "The thief came too late.")
    @Outcome(
            id = "thief, parent",
            expect = ACCEPTABLE,
            desc = "The thief got the oldest, the outer one.")
    @Outcome(id = "thief, thief", expect = ACCEPTABLE, desc = "The thief came early.")
    @Outcome(
            expect = FORBIDDEN,
            desc = "Both run one, or nobody does, or the inner one was stolen first.")
    @State
    public static class NestedTakeBackOrSteal {
        private final Together together = new Together();
        private final Carrier carrier = new Carrier(ENGINE, HOME, new int[] {1}, 2, 2);
        private final Host host = host(carrier);
        private final Branch outer = new Half(host);
        private final Branch inner = new Half(host);
        private boolean isOuterParents;
        private boolean isInnerParents;
        private CoroutineImpl<?> first;
        private CoroutineImpl<?> second;

        public NestedTakeBackOrSteal() {
            carrier.forks().push(outer);
            carrier.forks().push(inner);
        }

        @Actor
        public void parent() {
            together.begin();
            isInnerParents = inner.takeBack(carrier, host);
            isOuterParents = outer.takeBack(carrier, host);
        }

        @Actor
        public void thief() {
            together.begin();
            first = steal();
            second = steal();
        }

        private CoroutineImpl<?> steal() {
            Forked stolen = carrier.forks().steal();
            return stolen == null ? null : stolen.begin(ENGINE.carrier(THIEF));
        }

        @Arbiter
        public void end(LL_Result r) {
            r.r1 = whoRuns(outer, isOuterParents);
            r.r2 = whoRuns(inner, isInnerParents);
        }

        private String whoRuns(Branch branch, boolean isParents) {
            boolean isThiefs = isRunBy(first, branch) || isRunBy(second, branch);
            if (isParents) {
                return isThiefs ? "both" : "parent";
            }
            return isThiefs && branch.hasLeftQueue() ? "thief" : "nobody";
        }

        private static boolean isRunBy(CoroutineImpl<?> coroutine, Branch branch) {
            return coroutine != null && ((StolenBranch) coroutine.group()).body() == branch;
        }
    }
}
