package dev.raddle.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.raddle.scheduler.cpu.Membarrier;
import dev.raddle.scheduler.jdk.ForkedJvm;
import dev.raddle.testing.BoundedTime;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Locale;

/**
 * How often forks of trees are stolen, looked for in vain and told of, by the number of carriers: a
 * simulation of real carriers ({@link SimulatedCarriers}), in which each run is what its seed says.
 *
 * <p><b>The bounds.</b> P carriers walk a tree of T1 steps, of which T∞ come one after the other.
 *
 * <ul>
 *   <li><i>Looks</i>, those that stole something and those in vain: 2 · P · (T∞ + R), where R is
 *       the number of looks of a search, {@link CarrierThread#SEARCH_ROUNDS}. Blumofe and Leiserson
 *       prove that O(P · T∞) are expected: a thief takes the oldest fork, which is the nearest to
 *       the root that its victim has; so if each deque is looked at once, what may still be the
 *       longest chain gets shorter by a constant factor; and P looks at random places reach a
 *       constant share of the deques. T∞ alone would not do, since each carrier looks R times more
 *       when there is nothing left. Their proof has a factor of some 32 for the worst program; a
 *       factor of 2 is some twice what is measured here, and not enough for 64 thieves that always
 *       begin with their neighbours ({@link Victims}).
 *   <li><i>Steals for each fork</i>: steals are some of the looks, so with P fixed they are bounded
 *       by the depth of a tree, and forks grow with its size. From one tree to another with some
 *       seven times its forks and four more of depth, they have to fall to less than a half.
 *   <li><i>Wake-ups</i>: P + steals. Somebody is woken only if nobody searches. Who is woken
 *       searches, and lies down again in vain only if for R looks there was nothing to steal: when
 *       all is over, or at a root that has not forked yet, and so about once for each carrier.
 *   <li><i>Time</i>, in steps of one carrier: T1 / P + 2 · (T∞ + P). The first two are what any
 *       greedy scheduler needs (Graham; Brent), and P is for waking all carriers: each wakes the
 *       next one when it has found work, and each takes a turn to wake up and one to find it.
 * </ul>
 */
@BoundedTime
class StealSimulationTest {

    /** What one run has done, and what it had to do. */
    private record Run(
            String name,
            int carriers,
            SimulatedTree.Cost cost,
            long rounds,
            long steals,
            long looksInVain,
            long wakeUps) {

        static Run of(String name, SimulatedTree tree, int carriers, long seed) throws Exception {
            var runs = new Run[1];
            Steps.run(
                    carriers,
                    steps -> {
                        SimulatedTree.Cost cost = tree.cost();
                        var simulated = new SimulatedCarriers(steps, seed);
                        long nodes = simulated.run(() -> tree.count(simulated::step));
                        assertThat(nodes).as("nodes of " + name).isEqualTo(cost.nodes());
                        runs[0] =
                                new Run(
                                        name,
                                        carriers,
                                        cost,
                                        simulated.rounds(),
                                        simulated.steals(),
                                        simulated.looksInVain(),
                                        simulated.wakeUps());
                    });
            return runs[0];
        }

        double stealsPerFork() {
            return (double) steals / cost.forks();
        }

        /** What the header says. */
        Run verify() {
            long looks = steals + looksInVain;
            assertThat(looks)
                    .as("looks of %s", this)
                    .isLessThanOrEqualTo(
                            2 * carriers * (cost.span() + CarrierThread.SEARCH_ROUNDS));
            assertThat(wakeUps)
                    .as("wake-ups of %s", this)
                    .isGreaterThan(0)
                    .isLessThanOrEqualTo(carriers + steals);
            assertThat(rounds)
                    .as("time of %s", this)
                    .isGreaterThanOrEqualTo(cost.work() / carriers * 9 / 10) // turns are random
                    .isLessThanOrEqualTo(cost.work() / carriers + 2 * (cost.span() + carriers));
            return this;
        }

        /** A row of the table in docs/VERIFICATION.md. */
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %d | %,d | %d | %,d | %d | %.4f | %,d | %d |",
                    name,
                    carriers,
                    cost.forks(),
                    cost.span(),
                    rounds,
                    steals,
                    stealsPerFork(),
                    looksInVain,
                    wakeUps);
        }
    }

    private static Run fib(int n, int carriers, long seed) throws Exception {
        return Run.of("fib " + n, SimulatedTree.fib(n), carriers, seed);
    }

    private static Run unbalanced(long seed, int height, int carriers) throws Exception {
        return Run.of(
                "unbalanced " + height, SimulatedTree.unbalanced(seed, height), carriers, seed);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 8, 64})
    void ofTreesOfCallsFewerAreStolenTheLargerTheyAre(int carriers) throws Exception {
        for (long seed = 1; seed <= 3; seed++) {
            Run small = fib(16, carriers, seed).verify();
            Run middle = fib(20, carriers, seed).verify();
            Run large = fib(24, carriers, seed).verify();
            assertThat(middle.stealsPerFork())
                    .as("%s, after %s", middle, small)
                    .isLessThan(small.stealsPerFork() / 2);
            assertThat(large.stealsPerFork())
                    .as("%s, after %s", large, middle)
                    .isLessThan(middle.stealsPerFork() / 2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 8, 64})
    void unbalancedTreesKeepTheBounds(int carriers) throws Exception {
        for (long seed = 1; seed <= 4; seed++) {
            for (int height = 8; height <= 12; height += 2) {
                unbalanced(seed, height, carriers).verify();
            }
        }
    }

    @Test
    void aSeedSaysAllThatHappens() throws Exception {
        assertThat(fib(16, 8, 42)).isEqualTo(fib(16, 8, 42));
    }

    /** Prints the table in docs/VERIFICATION.md, in the mode that the JVM's flags say. */
    static final class Table {
        private Table() {}

        public static void main(String[] arguments) throws Exception {
            System.out.println("asymmetric fences: " + Fence.ASYMMETRIC);
            for (int carriers : new int[] {2, 8, 64}) {
                for (int n = 16; n <= 24; n += 4) {
                    System.out.println(fib(n, carriers, 1).verify());
                }
                for (int height = 8; height <= 12; height += 2) {
                    System.out.println(unbalanced(1, height, carriers).verify());
                }
            }
        }
    }

    /** Then thieves have {@link Patience}. */
    @Test
    void asymmetricFencesKeepTheBounds() {
        assumeTrue(Membarrier.isAvailable());
        ForkedJvm.Result result =
                new ForkedJvm()
                        .with("-D" + Fence.PROPERTY + "=asymmetric")
                        .with("--add-opens=java.base/java.lang=ALL-UNNAMED")
                        .with("--enable-native-access=ALL-UNNAMED")
                        .run(
                                List.of(
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        Table.class.getName()));
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        assertThat(result.out()).startsWith("asymmetric fences: true");
    }
}
