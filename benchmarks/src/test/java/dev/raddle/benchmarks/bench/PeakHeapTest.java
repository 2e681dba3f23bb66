package dev.raddle.benchmarks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raddle.benchmarks.workload.Program;

import org.junit.jupiter.api.Test;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.List;

class PeakHeapTest {
    private static final int KIBIBYTES = 64 << 10;

    @Test
    void seesWhatIsLiveOnlyWhileARoundRuns() throws Exception {
        double without = peak(0);
        double with = peak(KIBIBYTES);

        assertThat(with - without).isBetween(0.9 * KIBIBYTES, 1.5 * KIBIBYTES);
    }

    private static double peak(int kibibytes) throws Exception {
        Program program = new Holding(kibibytes);
        return PeakHeap.measure(
                        TestWorkload.of(program), setting -> program, TestWorkload.SETTING, true)
                .getFirst()
                .median();
    }

    /** Holds memory until the watch has seen it; while the JVM warms up, nobody watches. */
    private static final class Holding implements Program {
        private static final int COLLECTIONS = 5;

        private final int kibibytes;
        private int rounds;

        Holding(int kibibytes) {
            this.kibibytes = kibibytes;
        }

        @Override
        public long run() {
            if (rounds++ >= PeakHeap.WARM_UPS) {
                var held = new byte[kibibytes << 10];
                awaitCollections();
                Reference.reachabilityFence(held);
            }
            return 42;
        }

        private static void awaitCollections() {
            List<GarbageCollectorMXBean> collectors =
                    ManagementFactory.getGarbageCollectorMXBeans();
            long enough = collections(collectors) + COLLECTIONS;
            while (collections(collectors) < enough) {
                Thread.onSpinWait();
            }
        }

        /** Without garbage, which would lead to collections that are not the watch's. */
        private static long collections(List<GarbageCollectorMXBean> collectors) {
            long sum = 0;
            for (int i = 0; i < collectors.size(); i++) {
                sum += collectors.get(i).getCollectionCount();
            }
            return sum;
        }
    }
}
