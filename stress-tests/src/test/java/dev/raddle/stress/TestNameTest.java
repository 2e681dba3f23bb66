package dev.raddle.stress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestNameTest {

    @ParameterizedTest
    @CsvSource({
        "dev.raddle.ForkDequeTest,             ForkDeque, false, ForkDequeTest",
        "dev.raddle.ForkDequeTest$LastItem,    ForkDeque, false, ForkDequeTest.LastItem",
        "dev.raddle.ForkDequeBrokenTest,       ForkDeque, true,  ForkDequeBrokenTest",
        "dev.raddle.ForkDequeBrokenTest$NoFence, ForkDeque, true, ForkDequeBrokenTest.NoFence",
        "ForkDequeTest$OfBrokenTest,           ForkDeque, false, ForkDequeTest.OfBrokenTest",
        "dev.raddle.Odd,                       Odd,       false, Odd"
    })
    void tellsProtocolAndTwin(String binary, String protocol, boolean twin, String shortName) {
        var name = new TestName(binary.replace('$', '.'), binary);

        assertThat(name.protocol()).isEqualTo(protocol);
        assertThat(name.isTwin()).isEqualTo(twin);
        assertThat(name.shortName()).isEqualTo(shortName);
    }
}
