package dev.raddle.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Where the probe passes, there is room; where there is none, it says so. */
class StackRoomTest {
    private static final int ROUNDS = 300;

    /**
     * Frames that need as much as the longest ways of the engine, and twice as much interpreted.
     */
    private static final int FRAMES = StackRoom.BYTES / 256;

    private int passed;
    private int broken;

    /** Interpreted at first, then compiled: the rounds see all ways of it. */
    @Test
    void whereItPassesThereIsRoom() throws InterruptedException {
        var thread =
                new Thread(
                        null,
                        () -> {
                            for (int i = 0; i < ROUNDS; i++) {
                                descendToTheEnd();
                            }
                        },
                        "descends",
                        256 << 10);
        thread.start();
        thread.join();
        assertThat(passed).isGreaterThan(ROUNDS);
        assertThat(broken).isZero();
    }

    private void descendToTheEnd() {
        try {
            descend();
        } catch (StackOverflowError e) {
            // the end
        }
    }

    private void descend() {
        StackRoom.ensure();
        passed++;
        try {
            use(FRAMES, 1, 2, 3, 4);
        } catch (StackOverflowError e) {
            broken++;
        }
        descend();
    }

    private static long use(int frames, long a, long b, long c, long d) {
        return frames == 0 ? a + b + c + d : use(frames - 1, b, c, d, a) + a;
    }
}
