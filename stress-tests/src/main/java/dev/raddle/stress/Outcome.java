package dev.raddle.stress;

import java.util.ArrayList;
import java.util.List;

/**
 * What was seen of one test.
 *
 * @param samples how often it was run
 * @param forbidden how many of these ended in a way that must not be
 * @param caught how many of these proved a twin's break
 * @param problems what else went wrong, as texts for people
 */
record Outcome(long samples, long forbidden, long caught, List<String> problems) {

    /** Nothing seen. */
    static final Outcome NONE = new Outcome(0, 0, 0, List.of());

    Outcome {
        problems = List.copyOf(problems);
    }

    Outcome plus(Outcome other) {
        var all = new ArrayList<>(problems);
        other.problems.stream().filter(problem -> !all.contains(problem)).forEach(all::add);
        return new Outcome(
                samples + other.samples, forbidden + other.forbidden, caught + other.caught, all);
    }
}
