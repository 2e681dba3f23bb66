package dev.raddle.stress;

import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.infra.Status;
import org.openjdk.jcstress.infra.collectors.DiskReadCollector;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.grading.GradingResult;
import org.openjdk.jcstress.infra.grading.TestGrading;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads what jcstress wrote. */
final class Outcomes {

    private Outcomes() {}

    /** The outcomes by the names of the tests, all JVM configurations together. */
    static Map<String, Outcome> read(Path file) throws IOException {
        var outcomes = new TreeMap<String, Outcome>();
        var reader =
                new DiskReadCollector(
                        file.toString(),
                        result -> outcomes.merge(result.getName(), of(result), Outcome::plus));
        try {
            reader.dump();
        } catch (ClassNotFoundException e) {
            throw new IOException(e);
        } finally {
            reader.close();
        }
        return outcomes;
    }

    private static Outcome of(TestResult result) {
        TestGrading grading = result.grading();
        long forbidden = 0;
        long caught = 0;
        for (GradingResult grade : grading.gradingResults.values()) {
            forbidden += grade.expect == Expect.FORBIDDEN ? grade.count : 0;
            caught += isCatch(grade) ? grade.count : 0;
        }
        return new Outcome(result.getTotalCount(), forbidden, caught, problems(result, grading));
    }

    private static boolean isCatch(GradingResult grade) {
        return grade.expect == Expect.ACCEPTABLE_INTERESTING
                && grade.description.startsWith(TestName.CAUGHT);
    }

    private static List<String> problems(TestResult result, TestGrading grading) {
        var problems = new ArrayList<String>();
        if (result.status() != Status.NORMAL) {
            problems.add(result.status().toString());
        }
        if (!grading.isPassed) {
            problems.addAll(grading.failureMessages);
        }
        return problems;
    }
}
