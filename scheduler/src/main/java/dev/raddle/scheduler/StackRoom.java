package dev.raddle.scheduler;

/**
 * Makes sure that a step which must not be left half done has stack to run on: where there is none,
 * the {@code StackOverflowError} comes before the step has begun.
 */
final class StackRoom {
    private static final int FRAMES = 400;

    private StackRoom() {}

    /** Some microseconds; for steps that are rare. */
    static void ensure() {
        descend(FRAMES);
    }

    private static int descend(int frames) {
        return frames == 0 ? 0 : descend(frames - 1) + 1;
    }
}
