package dev.raddle.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

class RaddleTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void tellsItsVersion() {
        assertThat(execute("--version")).isZero();
        assertThat(out.toString()).startsWith("raddle ").contains("Java ");
    }

    @Test
    void listsItsCommands() {
        assertThat(execute("--help")).isZero();
        assertThat(out.toString()).contains("gzip", "bench", "stress", "jmh");
    }

    @Test
    void everyCommandHasHelp() {
        assertThat(execute("help", "bench")).isZero();
        assertThat(execute("bench", "--help")).isZero();
        assertThat(execute("stress", "-h")).isZero();
        assertThat(out.toString()).contains("--forks", "--long");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                             | raddle: say what to do",
                "bnch                           | raddle: \"bnch\" means nothing here; did you"
                        + " mean",
                "bench                          | raddle bench: name a workload",
                "bench nothing                  | raddle bench: no workload \"nothing\"; known are"
                        + " fib",
                "bench fib --runtime raddle,tbb | raddle bench: no runtime \"tbb\"; known are"
                        + " raddle",
                "bench fib --carriers 0         | raddle bench: --carriers is 1 to 1024, not 0",
                "bench fib --carriers many      | raddle bench: Invalid value for option"
                        + " '--carriers'",
                "bench fib --gc foo             | raddle bench: Invalid value for option '--gc': no"
                        + " collector \"foo\"; known are parallel, g1, serial, z",
                "bench fib --forks 0            | raddle bench: --forks is 1 or more, not 0",
                "bench fib --size 0             | raddle bench: --size is 1 to",
                "bench skynet --size 77         | raddle bench: skynet needs a power of ten",
                "stress --quick --long          | raddle stress: --quick or --long, not both",
            })
    void refusesBadUsageInOneLine(String line, String message) {
        String[] arguments = line.isBlank() ? new String[0] : line.strip().split(" +");

        assertThat(execute(arguments)).isEqualTo(2);
        assertThat(err.toString()).startsWith(message);
        assertThat(err.toString().lines())
                .hasSize(2)
                .last()
                .asString()
                .matches("Try 'raddle.* --help'\\.");
    }

    @Test
    void saysWhenResultsCannotBeWritten(@TempDir Path folder) {
        String file = folder.resolve("none/results.json").toString();

        assertThat(execute("bench", "fib", "--quick", "--runtime", "vt", "--json", file))
                .isEqualTo(1);
        assertThat(err.toString().lines())
                .containsExactly("raddle bench: " + file + ": no such file or folder");
    }

    private int execute(String... arguments) {
        return Raddle.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
