package dev.raddle.scheduler;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.agrona.concurrent.NanoClock;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIZ_Result;
import org.openjdk.jcstress.infra.results.IZ_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

import java.util.concurrent.atomic.AtomicInteger;

/** A carrier's timers: each goes off once, and no request is forgotten when the holder leaves. */
class TimersTest {
    private static final long LATER = 1_000_000;

    /** A clock that stands still until somebody sets it. */
    static final class Clock implements NanoClock {
        volatile long now;

        @Override
        public long nanoTime() {
            return now;
        }
    }

    static final class Counting extends Timer {
        private final AtomicInteger fired = new AtomicInteger();

        @Override
        void expired() {
            fired.incrementAndGet();
        }

        int fired() {
            return fired.get();
        }

        static Counting in(Timers timers, long nanos) {
            var timer = new Counting();
            timer.setDeadline(timers.deadlineIn(nanos));
            return timer;
        }
    }

    /** The lookout takes a request into the wheel while the owner asks whether it may sleep. */
    abstract static class LookoutAndOwner {
        private final Together together = new Together();
        private final Timers timers;

        LookoutAndOwner(Timers timers) {
            this.timers = timers;
            timers.schedule(Counting.in(timers, LATER));
        }

        final void takeRequest() {
            together.begin();
            timers.expire();
        }

        final boolean sleepsForEver() {
            together.begin();
            return timers.untilNext() == Timers.NONE;
        }

        final boolean isActive() {
            return timers.isActive();
        }
    }

    @JCStressTest
    @Outcome(
            id = "false, true",
            expect = ACCEPTABLE,
            desc = "The owner saw the request, or its holder, or the deadline.")
    @Outcome(expect = FORBIDDEN, desc = "The owner sleeps for ever and the timer never goes off.")
    @State
    public static class LookoutOrOwner extends LookoutAndOwner {
        public LookoutOrOwner() {
            super(new Timers(new Clock()));
        }

        @Actor
        public void lookout() {
            takeRequest();
        }

        @Actor
        public void owner(ZZ_Result r) {
            r.r1 = sleepsForEver();
        }

        @Arbiter
        public void end(ZZ_Result r) {
            r.r2 = isActive();
        }
    }

    @JCStressTest
    @Outcome(id = "1, 1, false", expect = ACCEPTABLE, desc = "Who came second left, or found none.")
    @Outcome(expect = FORBIDDEN, desc = "A timer went off twice or never.")
    @State
    public static class TwoExpire {
        private final Together together = new Together();
        private final Timers timers = new Timers(new Clock());
        private final Counting first = Counting.in(timers, 0);
        private final Counting second = Counting.in(timers, 0);

        public TwoExpire() {
            timers.schedule(first);
            timers.schedule(second);
        }

        @Actor
        public void owner() {
            together.begin();
            timers.expire();
        }

        @Actor
        public void lookout() {
            together.begin();
            timers.expire();
        }

        @Arbiter
        public void end(IIZ_Result r) {
            r.r1 = first.fired();
            r.r2 = second.fired();
            r.r3 = timers.isActive();
        }
    }

    /** One more request while the holder is about to leave. */
    @JCStressTest
    @Outcome(
            id = "1, 1, false",
            expect = ACCEPTABLE,
            desc = "Fired by the holder or its successor.")
    @Outcome(id = "1, 0, true", expect = ACCEPTABLE, desc = "Too late for the holder: seen later.")
    @Outcome(expect = FORBIDDEN, desc = "A request was forgotten, or went off twice.")
    @State
    public static class RequestOrLeave {
        private final Together together = new Together();
        private final Timers timers = new Timers(new Clock());
        private final Counting first = Counting.in(timers, 0);
        private final Counting second = Counting.in(timers, 0);

        public RequestOrLeave() {
            timers.schedule(first);
        }

        @Actor
        public void holder() {
            together.begin();
            timers.expire();
        }

        @Actor
        public void other() {
            together.begin();
            timers.schedule(second);
            timers.expire();
        }

        @Arbiter
        public void end(IIZ_Result r) {
            r.r1 = first.fired();
            r.r2 = second.fired();
            r.r3 = timers.untilNext() == 0;
        }
    }

    /** One more request while the holder, that leaves no timer behind, clears the owner's hint. */
    abstract static class RequestAndHint {
        private final Together together = new Together();
        private final Timers timers;
        private final Counting second;

        RequestAndHint(Timers timers) {
            this.timers = timers;
            this.second = Counting.in(timers, 0);
            timers.schedule(Counting.in(timers, 0));
        }

        final void leave() {
            together.begin();
            timers.expire();
        }

        final void request() {
            together.begin();
            timers.schedule(second);
        }

        final int fired() {
            return second.fired();
        }

        final boolean isDue() {
            return timers.isDue();
        }
    }

    @JCStressTest
    @Outcome(id = "1, false", expect = ACCEPTABLE, desc = "The holder has fired it.")
    @Outcome(id = "0, true", expect = ACCEPTABLE, desc = "Too late for the holder: the owner sees.")
    @Outcome(expect = FORBIDDEN, desc = "The owner does not see that there is a request.")
    @State
    public static class RequestOrHint extends RequestAndHint {
        public RequestOrHint() {
            super(new Timers(new Clock()));
        }

        @Actor
        public void holder() {
            leave();
        }

        @Actor
        public void other() {
            request();
        }

        @Arbiter
        public void end(IZ_Result r) {
            r.r1 = fired();
            r.r2 = isDue();
        }
    }

    @JCStressTest
    @Outcome(id = "1, false", expect = ACCEPTABLE, desc = "It went off before it was cancelled.")
    @Outcome(id = "0, false", expect = ACCEPTABLE, desc = "It was cancelled before it went off.")
    @Outcome(expect = FORBIDDEN, desc = "It went off twice, or is there for ever.")
    @State
    public static class FireOrCancel {
        private final Together together = new Together();
        private final Clock clock = new Clock();
        private final Timers timers = new Timers(clock);
        private final Counting timer = Counting.in(timers, LATER);

        public FireOrCancel() {
            timers.schedule(timer);
            timers.expire();
        }

        @Actor
        public void owner() {
            together.begin();
            clock.now = 2 * LATER;
            timers.expire();
        }

        @Actor
        public void canceller() {
            together.begin();
            timers.cancel(timer);
        }

        @Arbiter
        public void end(IZ_Result r) {
            timers.expire();
            r.r1 = timer.fired();
            r.r2 = timers.isActive();
        }
    }
}
