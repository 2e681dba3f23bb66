package dev.raddle;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Options of a {@link Scope}.
 *
 * @param name shown in reports, empty for none
 * @param deadline how long the scope may take from its opening on; null for ever
 * @param concurrency how many children may run at once, 1 or more; {@code Integer.MAX_VALUE} for
 *     any number
 * @param onScheduler where the children run; null for the caller's scheduler
 */
public record ScopeOptions(String name, Duration deadline, int concurrency, Scheduler onScheduler) {

    private static final ScopeOptions DEFAULTS =
            new ScopeOptions("", null, Integer.MAX_VALUE, null);

    /**
     * Checks the options.
     *
     * @throws IllegalArgumentException if the deadline is not positive or the bound is below 1
     */
    public ScopeOptions {
        Objects.requireNonNull(name, "name");
        if (deadline != null && !deadline.isPositive()) {
            throw new IllegalArgumentException("a deadline is a positive time, not " + deadline);
        }
        if (concurrency < 1) {
            throw new IllegalArgumentException("concurrency is 1 or more, not " + concurrency);
        }
    }

    /**
     * No name, no deadline, no bound, the caller's scheduler.
     *
     * @return the defaults
     */
    public static ScopeOptions defaults() {
        return DEFAULTS;
    }

    /**
     * The same with a name.
     *
     * @param name shown in reports
     * @return new options
     */
    public ScopeOptions withName(String name) {
        return new ScopeOptions(name, deadline, concurrency, onScheduler);
    }

    /**
     * The same with a deadline: when it passes, all children are cancelled, and the owner gets a
     * {@link DeadlineExceededException} once they have ended.
     *
     * <p>As every cancellation, that is cooperative: a child that computes without ever suspending
     * runs on, and the scope ends late. Such code calls {@link Coroutine#checkpoint()} now and
     * then.
     *
     * @param deadline how long the scope may take, positive
     * @return new options
     */
    public ScopeOptions withDeadline(Duration deadline) {
        return new ScopeOptions(
                name, Objects.requireNonNull(deadline, "deadline"), concurrency, onScheduler);
    }

    /**
     * The same with a bound on the children that run at once; a fork beyond it waits.
     *
     * @param concurrency 1 or more
     * @return new options
     */
    public ScopeOptions withConcurrency(int concurrency) {
        return new ScopeOptions(name, deadline, concurrency, onScheduler);
    }

    /**
     * The same for children on a given scheduler. A thread that is not a coroutine's has to name
     * one.
     *
     * @param scheduler where the children run
     * @return new options
     */
    public ScopeOptions withScheduler(Scheduler scheduler) {
        return new ScopeOptions(
                name, deadline, concurrency, Objects.requireNonNull(scheduler, "scheduler"));
    }

    /**
     * The scheduler named, if any.
     *
     * @return empty for the caller's scheduler
     */
    public Optional<Scheduler> scheduler() {
        return Optional.ofNullable(onScheduler);
    }
}
