package dev.raddle.scheduler.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where there is such a system call. */
class MembarrierTest {

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, 324",
        "Linux, aarch64, 283",
        "Linux, riscv64, -1",
        "Linux, x86, -1",
        "Mac OS X, aarch64, -1",
        "Windows 11, amd64, -1"
    })
    void eachSystemHasItsNumber(String system, String processor, long number) {
        assertThat(Membarrier.number(system, processor)).isEqualTo(number);
    }
}
