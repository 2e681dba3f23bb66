package dev.raddle.scheduler.pipeline;

import dev.raddle.Scheduler;

import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;

/** A scheduler for each test, which must have nothing left to do at its end. */
@Timeout(60)
abstract class WithScheduler {
    protected Scheduler scheduler;

    @BeforeEach
    void open() {
        scheduler = Scheduler.builder().carriers(2).name("test").open();
    }

    @AfterEach
    void closeWithoutLeftovers() {
        Assertions.assertThat(scheduler.close(Duration.ofSeconds(10)))
                .as("no coroutine is left over")
                .isTrue();
    }
}
