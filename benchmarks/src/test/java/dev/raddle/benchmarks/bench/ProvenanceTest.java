package dev.raddle.benchmarks.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;

class ProvenanceTest {

    @Test
    void knowsACommitOrSaysThatItDoesNot() {
        assertThat(Provenance.now().commit()).matches("[0-9a-f]{40,64}(-dirty)?|unknown");
    }

    @Test
    void callsAMachineBusyByItsLoad() {
        assertThat(new Provenance("c", "os", 2, 0.4, Instant.EPOCH).isBusy()).isFalse();
        assertThat(new Provenance("c", "os", 2, 0.6, Instant.EPOCH).isBusy()).isTrue();
        assertThat(new Provenance("c", "os", 2, -1, Instant.EPOCH).isBusy()).isFalse();
    }
}
