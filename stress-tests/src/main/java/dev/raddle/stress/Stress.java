package dev.raddle.stress;

import org.openjdk.jcstress.infra.TestInfo;
import org.openjdk.jcstress.infra.runners.TestList;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Runs the stress tests, judges them and prints a table.
 *
 * <p>A test runs once: a failure is never tried away. A twin that was not caught runs again while
 * there is time, because nobody can tell in advance how often a race has to be run.
 */
public final class Stress {
    private static final int GOOD = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    /** A short first try at all twins; those not caught by it get whole runs. */
    private static final List<String> GLANCE = Mode.QUICK.arguments();

    /** Protocols whose fences can be chosen: their tests run with asymmetric ones as well. */
    private static final Set<String> FENCED = Set.of("ForkDeque", "JoinStack", "Branch");

    private static final String ASYMMETRIC_FENCES = "-Draddle.fence=asymmetric";

    private final Arguments arguments;
    private final Jcstress jcstress;
    private final Progress progress = new Progress(isErrorTerminal(), System.err, System::nanoTime);
    private final Map<String, Outcome> seen = new HashMap<>();

    private Stress(Arguments arguments) {
        this.arguments = arguments;
        this.jcstress = new Jcstress(arguments.folder());
    }

    /**
     * Runs and exits: 0 if all is well, 1 if something failed, 2 if there is nothing to run.
     *
     * @param arguments {@code -m quick|default|tough}, {@code -t REGEX}, {@code -r FOLDER}
     * @throws IOException if results cannot be written or read
     * @throws InterruptedException if interrupted
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try {
            System.exit(new Stress(Arguments.parse(arguments)).run());
        } catch (IllegalArgumentException e) {
            System.err.println("stress: " + e.getMessage());
            System.exit(USAGE);
        }
    }

    private int run() throws IOException, InterruptedException {
        List<TestName> all = all();
        List<TestName> selected = all.stream().filter(arguments::selects).toList();
        if (selected.isEmpty()) {
            throw new IllegalArgumentException(
                    all.isEmpty()
                            ? "there are no tests: was the annotation processor run?"
                            : "no test matches " + arguments.pattern());
        }
        runTests(selected.stream().filter(test -> !test.isTwin()).toList());
        runTwins(selected.stream().filter(TestName::isTwin).toList());
        progress.end();
        Verdict verdict = Verdict.of(selected, seen, selected.size() == all.size());
        System.out.print(new Summary(verdict).render());
        System.out.println("Logs and reports: " + arguments.folder().toAbsolutePath());
        return verdict.isGood() ? GOOD : FAILED;
    }

    private static List<TestName> all() {
        if (Stress.class.getResource(TestList.LIST) == null) {
            return List.of();
        }
        return TestList.tests().stream().map(TestList::getInfo).map(Stress::name).sorted().toList();
    }

    private static TestName name(TestInfo info) {
        return new TestName(info.name(), info.binaryName());
    }

    private void runTests(List<TestName> tests) throws IOException, InterruptedException {
        if (!tests.isEmpty()) {
            runOnce("tests (" + tests.size() + ")", tests, arguments.mode().arguments());
        }
        var fenced = tests.stream().filter(test -> FENCED.contains(test.protocol())).toList();
        if (!fenced.isEmpty()) {
            runOnce(
                    "with asymmetric fences (" + fenced.size() + ")",
                    fenced,
                    arguments.mode().arguments(ASYMMETRIC_FENCES));
        }
    }

    private void runTwins(List<TestName> twins) throws IOException, InterruptedException {
        if (twins.isEmpty()) {
            return;
        }
        long begun = System.nanoTime();
        Duration limit = arguments.mode().perTwin().multipliedBy(twins.size());
        runOnce("broken twins (" + twins.size() + ")", twins, GLANCE);
        for (var free = free(twins); !free.isEmpty(); free = free(twins)) {
            if (System.nanoTime() - begun > limit.toNanos()) {
                return;
            }
            runOnce(
                    "twins not caught yet (" + free.size() + ")",
                    free,
                    arguments.mode().arguments());
        }
    }

    /** Those not caught yet, unless they failed in another way: that does not mend itself. */
    private Collection<TestName> free(List<TestName> twins) {
        var free = new TreeSet<TestName>();
        for (TestName twin : twins) {
            Outcome outcome = seen.getOrDefault(twin.name(), Outcome.NONE);
            if (outcome.caught() == 0 && outcome.samples() > 0 && outcome.problems().isEmpty()) {
                free.add(twin);
            }
        }
        return free;
    }

    private void runOnce(String what, Collection<TestName> tests, List<String> mode)
            throws IOException, InterruptedException {
        progress.begin("jcstress: " + what);
        jcstress.run(tests, mode, progress::line)
                .forEach((name, outcome) -> seen.merge(name, outcome, Outcome::plus));
    }

    /** The JDK only tells about all three streams together, Linux about each. */
    private static boolean isErrorTerminal() {
        Path errors = Path.of("/proc/self/fd/2");
        try {
            return Files.isSymbolicLink(errors)
                    && Files.readSymbolicLink(errors)
                            .toString()
                            .matches("/dev/(pts/|tty|console).*");
        } catch (IOException e) {
            return false;
        }
    }
}
