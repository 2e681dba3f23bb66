package dev.raddle.stress;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What all that was seen means.
 *
 * @param outcomes by test, {@link Outcome#NONE} for one that did not run
 * @param complete whether all tests there are were selected, so that each protocol must have both a
 *     test and a twin
 */
record Verdict(Map<TestName, Outcome> outcomes, boolean complete) {

    static Verdict of(Collection<TestName> tests, Map<String, Outcome> seen, boolean complete) {
        var outcomes = new TreeMap<TestName, Outcome>();
        tests.forEach(test -> outcomes.put(test, seen.getOrDefault(test.name(), Outcome.NONE)));
        return new Verdict(outcomes, complete);
    }

    boolean isGood() {
        return unpaired().isEmpty()
                && outcomes.keySet().stream().allMatch(test -> faults(test).isEmpty());
    }

    /** What is wrong with one test; nothing if it is as it should be. */
    List<String> faults(TestName test) {
        Outcome outcome = outcomes.get(test);
        var faults = new ArrayList<>(outcome.problems());
        if (outcome.samples() == 0) {
            faults.addFirst("did not run");
        } else if (outcome.forbidden() > 0) {
            faults.addFirst("forbidden outcomes seen");
        } else if (test.isTwin() && outcome.caught() == 0) {
            faults.addFirst("not caught: the test cannot see this break");
        }
        return faults;
    }

    /** Protocols that lack a test or a twin. */
    Set<String> unpaired() {
        if (!complete) {
            return Set.of();
        }
        var unpaired = new TreeSet<>(protocols(false));
        Set<String> twins = protocols(true);
        for (String twin : twins) {
            if (!unpaired.remove(twin)) {
                unpaired.add(twin);
            }
        }
        return unpaired;
    }

    private Set<String> protocols(boolean twins) {
        return outcomes.keySet().stream()
                .filter(test -> test.isTwin() == twins)
                .map(TestName::protocol)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
