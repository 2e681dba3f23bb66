package dev.raddle.scheduler.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class TextFilesTest {
    @TempDir private Path root;

    @Test
    void whiteSpaceAroundTheContentIsDropped() throws IOException {
        Files.writeString(root.resolve("online"), "0-3\n");
        TextFiles files = TextFiles.below(root);
        assertThat(files.read("online")).isEqualTo("0-3");
        assertThat(files.lines("online")).containsExactly("0-3");
        assertThat(files.cpus("online")).isEqualTo(CpuSet.parse("0-3"));
    }

    @Test
    void whatCannotBeReadIsEmpty() throws IOException {
        Files.writeString(root.resolve("odd"), "rubbish");
        TextFiles files = TextFiles.below(root);
        assertThat(files.read("missing/file")).isEmpty();
        assertThat(files.read(".")).as("a folder").isEmpty();
        assertThat(files.read("\0")).as("no path at all").isEmpty();
        assertThat(files.lines("missing")).containsExactly("");
        assertThat(files.cpus("missing")).isEqualTo(CpuSet.EMPTY);
        assertThat(files.cpus("odd")).isEqualTo(CpuSet.EMPTY);
    }
}
