package dev.raddle.scheduler.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PinningPolicyTest {
    private static final double UNLIMITED = Double.POSITIVE_INFINITY;

    private final UsableCpus four = new UsableCpus(CpuSet.parse("0,2-4"), UNLIMITED, 4);

    @Test
    void automaticallyPinsACarrierPerUsableCpu() {
        assertThat(PinningPolicy.automatic().assign(four, 4)).containsExactly(0, 2, 3, 4);
    }

    @Test
    void automaticallyPinsNobodyWhereCarriersAndCpusDiffer() {
        assertThat(PinningPolicy.automatic().assign(four, 3)).isEmpty();
        assertThat(PinningPolicy.automatic().assign(four, 5)).isEmpty();
    }

    @Test
    void automaticallyPinsNobodyUnderAQuotaThatCuts() {
        UsableCpus bigHost = new UsableCpus(CpuSet.parse("0-63"), 2, 2);
        assertThat(PinningPolicy.automatic().assign(bigHost, 2)).isEmpty();
        UsableCpus cut = new UsableCpus(CpuSet.parse("0-1"), 1.5, 2);
        assertThat(PinningPolicy.automatic().assign(cut, 2)).isEmpty();
    }

    @Test
    void automaticallyPinsUnderAQuotaThatDoesNotCut() {
        UsableCpus whole = new UsableCpus(CpuSet.parse("0-1"), 2, 2);
        assertThat(PinningPolicy.automatic().assign(whole, 2)).containsExactly(0, 1);
    }

    @Test
    void automaticallyPinsNobodyWhereTheMaskIsNotKnown() {
        UsableCpus unknown = new UsableCpus(CpuSet.EMPTY, UNLIMITED, 4);
        assertThat(PinningPolicy.automatic().assign(unknown, 4)).isEmpty();
    }

    @Test
    void pinsNobodyIfToldSo() {
        assertThat(PinningPolicy.none().assign(four, 4)).isEmpty();
    }

    @Test
    void pinsToAGivenList() {
        PinningPolicy policy = PinningPolicy.on(CpuSet.of(4, 2));
        assertThat(policy.assign(four, 2)).containsExactly(2, 4);
    }

    @Test
    void aCpuThatMayNotBeUsedIsAnErrorThatListsThoseThatMay() {
        PinningPolicy policy = PinningPolicy.on(CpuSet.of(0, 1, 2, 7));
        assertThatThrownBy(() -> policy.assign(four, 4))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cannot pin to the CPUs 0-2,7: this process may use 0,2-4");
    }

    @Test
    void fewerOrMoreCpusThanCarriersAreAnErrorThatSaysWhatToDo() {
        PinningPolicy policy = PinningPolicy.on(CpuSet.of(0, 2));
        assertThatThrownBy(() -> policy.assign(four, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "cannot pin 3 carriers to 2 CPUs (0,2): name exactly one CPU for each"
                                + " carrier, or leave out carriers(), and there is one for each"
                                + " CPU");
        assertThatThrownBy(() -> policy.assign(four, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("cannot pin 1 carrier to 2 CPUs (0,2): name exactly one");
    }

    @Test
    void aGivenListIsNotCheckedWhereTheMaskIsNotKnown() {
        UsableCpus unknown = new UsableCpus(CpuSet.EMPTY, UNLIMITED, 4);
        assertThat(PinningPolicy.on(CpuSet.of(9)).assign(unknown, 1)).containsExactly(9);
    }
}
