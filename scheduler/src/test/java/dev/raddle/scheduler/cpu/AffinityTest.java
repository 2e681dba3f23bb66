package dev.raddle.scheduler.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raddle.scheduler.jdk.ForkedJvm;
import dev.raddle.scheduler.jdk.ForkedJvm.Result;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

class AffinityTest {
    private static final String OPENS = "--add-opens=java.base/java.lang=ALL-UNNAMED";

    private final List<Object> seen = new ArrayList<>();

    @Test
    @EnabledOnOs(OS.LINUX)
    void aThreadRestrictsItself() throws InterruptedException {
        Affinity affinity = Affinity.system();
        CpuSet before = affinity.of(Affinity.CALLING_THREAD);
        CpuSet one = CpuSet.of(before.first());
        onThread(() -> {
            seen.add(affinity.restrict(Affinity.CALLING_THREAD, one));
            seen.add(affinity.of(Affinity.CALLING_THREAD));
        });
        assertThat(seen).containsExactly(true, one);
        assertThat(affinity.of(Affinity.CALLING_THREAD)).isEqualTo(before);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aThreadRestrictsAnother() throws InterruptedException {
        Affinity affinity = Affinity.system();
        CpuSet one = CpuSet.of(affinity.of(Affinity.CALLING_THREAD).first());
        CountDownLatch known = new CountDownLatch(1);
        CountDownLatch restricted = new CountDownLatch(1);
        int[] number = new int[1];
        Thread other =
                Thread.ofPlatform()
                        .start(() -> {
                            number[0] = Affinity.currentThread();
                            known.countDown();
                            await(restricted);
                            seen.add(affinity.of(Affinity.CALLING_THREAD));
                        });
        known.await();
        assertThat(affinity.restrict(number[0], one)).isTrue();
        assertThat(affinity.of(number[0])).isEqualTo(one);
        restricted.countDown();
        other.join();
        assertThat(seen).containsExactly(one);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void cpusThatAreNotThereAreRefusedOrIgnored() throws InterruptedException {
        Affinity affinity = Affinity.system();
        CpuSet all = affinity.of(Affinity.CALLING_THREAD);
        onThread(() -> {
            seen.add(affinity.restrict(Affinity.CALLING_THREAD, CpuSet.EMPTY));
            seen.add(affinity.restrict(Affinity.CALLING_THREAD, CpuSet.of(60_000)));
            seen.add(affinity.of(Affinity.CALLING_THREAD));
            CpuSet some = CpuSet.of(all.first(), 60_000);
            seen.add(affinity.restrict(Affinity.CALLING_THREAD, some));
            seen.add(affinity.of(Affinity.CALLING_THREAD));
        });
        assertThat(seen).containsExactly(false, false, all, true, CpuSet.of(all.first()));
    }

    @Test
    void anUnknownThreadIsNotPinned() {
        Affinity affinity = Affinity.system();
        CpuSet before = affinity.of(Affinity.CALLING_THREAD);
        assertThat(affinity.of(Affinity.UNKNOWN_THREAD)).isEqualTo(CpuSet.EMPTY);
        assertThat(affinity.restrict(Affinity.UNKNOWN_THREAD, CpuSet.of(0))).isFalse();
        assertThat(affinity.of(Affinity.CALLING_THREAD)).isEqualTo(before);
    }

    @Test
    void elsewhereNothingHappensAndItIsSaidAtDebugLevel() {
        Logger logger = Logger.getLogger("dev.raddle.scheduler.cpu");
        Handler handler = new Recorder();
        logger.setLevel(Level.FINE);
        logger.addHandler(handler);
        try {
            Affinity affinity = SystemAffinity.choose("Plan 9");
            assertThat(affinity.of(Affinity.CALLING_THREAD)).isEqualTo(CpuSet.EMPTY);
            assertThat(affinity.restrict(Affinity.CALLING_THREAD, CpuSet.of(0))).isFalse();
        } finally {
            logger.removeHandler(handler);
            logger.setLevel(null);
        }
        assertThat(seen).containsExactly("FINE there is no affinity on Plan 9");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void ourOwnFlagEnablesNativeAccessWithoutAWarning() {
        assertResult(new ForkedJvm().with(OPENS).run(Pinned.class), true);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theFlagOfTheJdkIsEnough() {
        String enable = "--enable-native-access=ALL-UNNAMED";
        assertResult(new ForkedJvm().with(enable).run(Pinned.class), true);
    }

    @Test
    void withoutAFlagNothingIsPinnedAndNothingPrinted() {
        assertResult(new ForkedJvm().run(Pinned.class), false);
    }

    @Test
    void whoForbidsNativeAccessGetsNoPinning() {
        ForkedJvm jvm = new ForkedJvm().with(OPENS, "--illegal-native-access=deny");
        assertResult(jvm.run(Pinned.class), false);
    }

    private static void assertResult(Result result, boolean pinned) {
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).isEqualTo("pinned: " + pinned + "\n");
    }

    private static void onThread(Runnable body) throws InterruptedException {
        Thread.ofPlatform().start(body).join();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The main class of a JVM that pins its main thread. */
    static final class Pinned {
        private Pinned() {}

        public static void main(String[] arguments) {
            CpuSet mask = UsableCpus.ofThisProcess().mask();
            CpuSet cpus = mask.isEmpty() ? CpuSet.of(0) : CpuSet.of(mask.first());
            boolean pinned = Affinity.system().restrict(Affinity.currentThread(), cpus);
            System.out.println("pinned: " + pinned);
        }
    }

    private final class Recorder extends Handler {
        @Override
        public void publish(LogRecord line) {
            seen.add(line.getLevel() + " " + line.getParameters()[0]);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
