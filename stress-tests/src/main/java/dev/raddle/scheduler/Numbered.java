package dev.raddle.scheduler;

import java.util.stream.IntStream;

/** Work with numbers from 1 on, to tell one from the other. Nobody runs it. */
record Numbered(int number) implements Runnable {
    private static final Work[] ALL =
            IntStream.range(0, 256)
                    .mapToObj(number -> new Guest(new Numbered(number)))
                    .toArray(Work[]::new);

    @Override
    public void run() {}

    static Work work(int number) {
        return ALL[number];
    }

    /** The number, 0 for null. */
    static int of(Work work) {
        return work == null ? 0 : ((Numbered) ((Guest) work).continuation()).number;
    }
}
