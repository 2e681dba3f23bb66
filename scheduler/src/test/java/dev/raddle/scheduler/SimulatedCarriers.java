package dev.raddle.scheduler;

import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

/**
 * Carriers that take turns, in a random order from a seed: one thread ticks them all, and each turn
 * is one step of one of them.
 *
 * <p>All of it is the shipped code but two things. The loop of {@link CarrierThread}, whose waiting
 * needs threads, is told again in {@link Lane}, cut into steps. And a coroutine that calls {@link
 * #step} is held in the middle of its body: its real stack is unmounted, but for the scheduler it
 * runs on, on the same carrier, until that has its next turn. So a join is a call of {@code
 * Parallel}, its branch lies in the real deque while the left half runs, and whoever waits for a
 * stolen half really suspends and is really resumed.
 *
 * <p>What a turn does is not cut further: two carriers never meet inside of a steal, so no steal
 * loses a race here. That is what the stress tests are for.
 */
final class SimulatedCarriers {
    /** Time of one step of a carrier. A power of two that all numbers of carriers divide. */
    private static final long STEP_NANOS = 128;

    private static final int MOST_ROUNDS = 10_000_000;

    private final Steps steps;
    private final Random random;
    private final Lane[] lanes;
    private long turns;

    SimulatedCarriers(Steps steps, long seed) {
        this.steps = steps;
        this.random = new Random(seed);
        lanes =
                IntStream.range(0, steps.engine.carriers())
                        .mapToObj(Lane::new)
                        .toArray(Lane[]::new);
    }

    /** By a coroutine: the carriers take turns until it is the turn of its own again. */
    void step() {
        Carrier carrier = Carrier.current();
        Host host = carrier.mounted();
        lanes[carrier.index()].held = host;
        host.hold();
    }

    /** Runs a coroutine from outside, and lets the carriers find out that there is no more. */
    <T> T run(Callable<T> main) {
        turnsUntilAllSleep();
        long begun = turns;
        CoroutineImpl<T> coroutine = steps.coroutine(main);
        steps.engine.inject(coroutine);
        while (!coroutine.isDone()) {
            turn();
        }
        turns -= begun;
        T result = coroutine.result();
        long ended = turns;
        turnsUntilAllSleep();
        turns = ended;
        return result;
    }

    private void turnsUntilAllSleep() {
        while (!IntStream.range(0, lanes.length).allMatch(i -> lanes[i].isAsleepForGood())) {
            turn();
        }
    }

    private void turn() {
        if (++turns > (long) MOST_ROUNDS * lanes.length) {
            throw new AssertionError("it does not come to an end");
        }
        steps.advance(STEP_NANOS / lanes.length);
        lanes[random.nextInt(lanes.length)].turn();
    }

    // ---- What was counted ----------------------------------------------------------------------

    /** How many steps each carrier had time for, from the beginning of the last run to its end. */
    long rounds() {
        return turns / lanes.length;
    }

    /** Work taken from other carriers. */
    long steals() {
        return IntStream.range(0, lanes.length).mapToLong(i -> lane(i).carrier.stealsCount()).sum();
    }

    /** Looks at all other carriers that got nothing. */
    long looksInVain() {
        return IntStream.range(0, lanes.length).mapToLong(i -> lane(i).looksInVain).sum();
    }

    /** How often a carrier that slept was made to search. */
    long wakeUps() {
        return IntStream.range(0, lanes.length).mapToLong(i -> lane(i).wakeUps).sum();
    }

    private Lane lane(int index) {
        return lanes[index];
    }

    // ---- The loop around a carrier -------------------------------------------------------------

    /** {@link CarrierThread} step by step. */
    private final class Lane {
        private static final long FOR_GOOD = Long.MAX_VALUE;

        private final Carrier carrier;
        private final Sleeper sleeper;
        private final Lookout lookout;
        private final Idle idle = steps.engine.idle();

        private Host held;
        private int roundsLeft;
        private boolean parked;
        private boolean asleep;
        private long until;

        private long looksInVain;
        private long wakeUps;

        Lane(int index) {
            carrier = steps.carrier(index);
            sleeper = steps.engine.sleeper(index);
            lookout = new Lookout(steps.engine, carrier);
        }

        boolean isAsleepForGood() {
            return asleep && until == FOR_GOOD;
        }

        void turn() {
            if (held != null) {
                goOn();
            } else if (parked) {
                sleepOrWakeUp();
            } else {
                tickOrSearch();
            }
        }

        private void goOn() {
            Host host = held;
            held = null;
            host.letGoOn();
            steps.carry(carrier.index(), host);
        }

        private void tickOrSearch() {
            boolean searching = carrier.isSearching();
            if (steps.tick(carrier.index())) {
                roundsLeft = CarrierThread.SEARCH_ROUNDS;
                return;
            }
            if (searching) {
                looksInVain++;
                roundsLeft--;
            } else if (idle.tryBeginSearch()) {
                carrier.setSearching(true);
                roundsLeft = CarrierThread.SEARCH_ROUNDS;
            } else {
                roundsLeft = 0;
            }
            if (roundsLeft <= 0) {
                idle.beginParking(sleeper, carrier.isSearching());
                carrier.setSearching(false);
                parked = true;
                asleep = false;
            }
        }

        private void sleepOrWakeUp() {
            if (sleeper.tryWakeUp()) {
                awake();
            } else if (!asleep || steps.now() >= until) {
                if (steps.engine.hasWorkFor(carrier) && idle.tryWakeMyself(sleeper)) {
                    awake();
                } else {
                    sleep();
                }
            }
        }

        private void sleep() {
            boolean looking = idle.isLookout(sleeper);
            asleep = !looking || !lookout.look();
            until = looking ? steps.now() + Lookout.INTERVAL_NANOS : FOR_GOOD;
        }

        private void awake() {
            idle.resign(sleeper);
            carrier.setSearching(true);
            roundsLeft = CarrierThread.SEARCH_ROUNDS;
            parked = false;
            wakeUps++;
        }
    }
}
