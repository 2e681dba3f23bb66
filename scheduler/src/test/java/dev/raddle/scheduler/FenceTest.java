package dev.raddle.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raddle.scheduler.cpu.Membarrier;
import dev.raddle.scheduler.jdk.ForkedJvm;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which mode is chosen where. That the fences order anything is jcstress's to show. */
class FenceTest {
    private static final String ASYMMETRIC = "-D" + Fence.PROPERTY + "=asymmetric";
    private static final String OPENS = "--add-opens=java.base/java.lang=ALL-UNNAMED";

    /** Prints the mode, and passes both fences. */
    public static final class PrintMode {
        private PrintMode() {}

        /** Takes no arguments. */
        public static void main(String[] arguments) {
            Fence.light();
            Fence.heavy();
            System.out.println(Fence.ASYMMETRIC);
        }
    }

    private static String mode(String... flags) {
        return new ForkedJvm().with(OPENS).with(flags).run(PrintMode.class).out().strip();
    }

    static boolean isThereAMembarrier() {
        return Membarrier.isAvailable();
    }

    @Test
    @EnabledIf("isThereAMembarrier")
    void whereTheKernelCanThePropertySelectsAsymmetricOnes() {
        assertThat(mode(ASYMMETRIC)).isEqualTo("true");
    }

    @Test
    void elseTheFencesAreFull() {
        assertThat(mode()).isEqualTo("false");
    }

    @Test
    void withoutNativeAccessTheFencesAreFull() {
        assertThat(mode(ASYMMETRIC, "--illegal-native-access=deny")).isEqualTo("false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"OpenJDK 64-Bit Server VM", "Java HotSpot(TM) 64-Bit Server VM"})
    void hotSpotIsKnownByItsNames(String name) {
        assertThat(Fence.isHotSpot(name)).isTrue();
    }

    @Test
    void otherVirtualMachinesAreNotHotSpot() {
        assertThat(Fence.isHotSpot("Eclipse OpenJ9 VM")).isFalse();
    }
}
