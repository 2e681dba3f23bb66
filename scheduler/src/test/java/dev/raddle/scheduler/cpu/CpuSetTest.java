package dev.raddle.scheduler.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CpuSetTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''        | ''",
                "'  '      | ''",
                "0         | 0",
                "0-3,8     | 0-3,8",
                "8,0-3     | 0-3,8",
                "0,1,2     | 0-2",
                "0-1,1-2,5 | 0-2,5",
                "63-64     | 63-64",
                "7-7       | 7",
                "1023-2047 | 1023-2047",
                "0-65535   | 0-65535",
            })
    void readsAndWritesLists(String list, String written) {
        assertThat(CpuSet.parse(list)).hasToString(written);
        assertThat(CpuSet.parse(list + "\n")).isEqualTo(CpuSet.parse(written));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "-",
                "1-",
                "-1",
                "1,",
                ",1",
                "1,,2",
                "3-1",
                "1-2-3",
                "0x1",
                "+1",
                "1 2",
                "65536",
                "0-4000000000",
                "0-3:1/2",
                "\u0661"
            })
    void refusesWhatIsNoList(String list) {
        assertThatThrownBy(() -> CpuSet.parse(list))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not a list of CPUs: \"" + list + "\"");
    }

    @Test
    void refusesImpossibleNumbers() {
        assertThatThrownBy(() -> CpuSet.of(0, -1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no CPU has the number -1");
    }

    @Test
    void isAValue() {
        assertThat(CpuSet.of(3, 1, 2))
                .isEqualTo(CpuSet.parse("1-3"))
                .hasSameHashCodeAs(CpuSet.parse("1-3"))
                .isNotEqualTo(CpuSet.of(1, 2))
                .isNotEqualTo("1-3");
        assertThat(CpuSet.of()).isEqualTo(CpuSet.EMPTY);
    }

    @Test
    void knowsItsMembers() {
        CpuSet set = CpuSet.of(0, 5, 64);
        assertThat(set.size()).isEqualTo(3);
        assertThat(set.toArray()).containsExactly(0, 5, 64);
        assertThat(set.first()).isZero();
        assertThat(set.contains(5)).isTrue();
        assertThat(set.contains(6)).isFalse();
        assertThat(set.contains(-1)).isFalse();
        assertThat(set.containsAll(CpuSet.of(0, 64))).isTrue();
        assertThat(set.containsAll(CpuSet.EMPTY)).isTrue();
        assertThat(set.containsAll(CpuSet.of(0, 1))).isFalse();
        assertThat(CpuSet.EMPTY.isEmpty()).isTrue();
    }

    @Test
    void turnsIntoAMaskAndBack() {
        CpuSet set = CpuSet.of(0, 5, 64);
        assertThat(set.toWords()).containsExactly(0b100001, 1);
        assertThat(CpuSet.ofWords(new long[] {0b100001, 1, 0})).isEqualTo(set);
    }

    @Test
    void doesNotChangeWithTheArrayItGave() {
        CpuSet set = CpuSet.of(1, 2);
        set.toArray()[0] = 7;
        set.toWords()[0] = 0;
        assertThat(set).hasToString("1-2");
    }
}
