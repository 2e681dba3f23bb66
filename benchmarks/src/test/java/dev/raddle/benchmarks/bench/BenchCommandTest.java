package dev.raddle.benchmarks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raddle.benchmarks.Raddle;
import dev.raddle.benchmarks.json.JsonReader;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The whole way, with forked JVMs. */
class BenchCommandTest {

    @Test
    void measuresEveryRuntimeInJvmsOfTheirOwn(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("results.json");

        String table = bench("skynet", "--quick", "--carriers", "2", "--json", file.toString());

        List<Map<String, Object>> results =
                Files.readAllLines(file).stream().map(JsonReader::readObject).toList();
        assertThat(results)
                .extracting(result -> result.get("runtime"))
                .containsExactly("raddle", "raddle-tuned", "vt", "vt-tuned", "fjp");
        assertThat(results)
                .allSatisfy(result ->
                        assertThat(result)
                                .containsEntry("answer", 49_995_000L)
                                .containsEntry("answerOk", true)
                                .containsEntry("carriers", 2L));
        assertThat(table).contains("vt-tuned", "to raddle", "1.00 x");
    }

    @Test
    void leavesOutRuntimesToWhichAWorkloadDoesNotApply() {
        assertThat(bench("yield", "--quick", "--runtime", "vt,fjp"))
                .contains("does not apply to fjp, left out")
                .containsPattern("vt +\\d");
    }

    @Test
    void listsWorkloadsAndRuntimes() {
        assertThat(bench("--list")).contains("skynet", "memory", "Runtimes: raddle, ");
    }

    private static String bench(String... arguments) {
        var all = new String[arguments.length + 1];
        all[0] = "bench";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        var bytes = new ByteArrayOutputStream();
        PrintStream before = System.out;
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            assertThat(Raddle.commandLine().execute(all)).isZero();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
