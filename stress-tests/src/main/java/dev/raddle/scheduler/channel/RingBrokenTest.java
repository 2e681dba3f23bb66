package dev.raddle.scheduler.channel;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE_INTERESTING;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/** {@link RingTest} over rings that trust one end alone, or take a place in two steps. */
class RingBrokenTest {

    @JCStressTest
    @Outcome(id = "true, false, 3", expect = ACCEPTABLE, desc = "The one moved the tail first.")
    @Outcome(id = "false, true, 3", expect = ACCEPTABLE, desc = "The other moved the tail first.")
    @Outcome(
            id = "true, true, 3",
            expect = ACCEPTABLE_INTERESTING,
            desc = "CAUGHT: both looked at the tail, both stored it: one item is overwritten.")
    @State
    public static class OfferInTwoSteps extends RingTest.RoomForOne {
        public OfferInTwoSteps() {
            super(new EndBrokenTest.TwoSteps(tail().limit()));
        }

        @Actor
        public void one(ZZI_Result r) {
            r.r1 = offer(101);
        }

        @Actor
        public void two(ZZI_Result r) {
            r.r2 = offer(201);
        }

        @Arbiter
        public void end(ZZI_Result r) {
            r.r3 = size();
        }
    }

    @JCStressTest
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "The one moved the head first.")
    @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "The other moved the head first.")
    @Outcome(
            id = "1, 1",
            expect = ACCEPTABLE_INTERESTING,
            desc = "CAUGHT: both looked at the head and the item, both stored the head.")
    @State
    public static class PollInTwoSteps extends RingTest.OneItem {
        public PollInTwoSteps() {
            super(new EndBrokenTest.TwoSteps(0));
        }

        @Actor
        public void one(II_Result r) {
            r.r1 = poll();
        }

        @Actor
        public void two(II_Result r) {
            r.r2 = poll();
        }
    }

    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "The receiver was done in time.")
    @Outcome(
            id = "1, 0",
            expect = ACCEPTABLE_INTERESTING,
            desc = "CAUGHT: received; filled again; emptied by the receiver: the second is lost.")
    @State
    public static class SenderDoesNotLook extends RingTest.Reuse {
        public SenderDoesNotLook() {
            super(
                    new SlowRing(1) {
                        @Override
                        boolean isFree(Object seen) {
                            return true;
                        }
                    });
        }

        @Actor
        public void sender() {
            offer();
        }

        @Actor
        public void receiver() {
            poll();
        }

        @Arbiter
        public void end(II_Result r) {
            look(r);
        }
    }

    @JCStressTest
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "The sender was done in time.")
    @Outcome(
            id = "1, 1",
            expect = ACCEPTABLE_INTERESTING,
            desc = "CAUGHT: sent; passed by the receiver, who found nothing; filled: lost, stale.")
    @Outcome(
            id = "1, 0",
            expect = ACCEPTABLE_INTERESTING,
            desc = "CAUGHT: sent; passed by the receiver; filled; emptied by the receiver: lost.")
    @State
    public static class ReceiverDoesNotLook extends RingTest.Filling {
        public ReceiverDoesNotLook() {
            super(
                    new SlowRing(capacity()) {
                        @Override
                        boolean isThere(Object seen) {
                            return true;
                        }
                    });
        }

        @Actor
        public void sender() {
            offer();
        }

        @Actor
        public void receiver() {
            poll();
        }

        @Arbiter
        public void end(II_Result r) {
            look(r);
        }
    }
}
