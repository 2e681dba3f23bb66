package dev.raddle.scheduler;

import dev.raddle.Body;
import dev.raddle.Channel;
import dev.raddle.ChannelOptions;
import dev.raddle.Coroutine;
import dev.raddle.Joiner;
import dev.raddle.JoinerScope;
import dev.raddle.Pipeline;
import dev.raddle.Receiver;
import dev.raddle.Scheduler;
import dev.raddle.Scope;
import dev.raddle.ScopeOptions;
import dev.raddle.Select;
import dev.raddle.scheduler.channel.ChannelImpl;
import dev.raddle.scheduler.channel.SelectImpl;
import dev.raddle.scheduler.channel.Ticker;
import dev.raddle.scheduler.pipeline.Pipelines;
import dev.raddle.spi.ForkJoin;
import dev.raddle.spi.Provider;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Objects;

/** Binds the engine to the API. Public for {@link java.util.ServiceLoader}. */
public final class RaddleProvider implements Provider {
    private static final ForkJoin FORK_JOIN = new ForkJoinImpl();

    /** For {@link java.util.ServiceLoader}. */
    public RaddleProvider() {}

    @Override
    public Scheduler.Builder newBuilder() {
        return new SchedulerBuilder();
    }

    @Override
    public Scheduler currentScheduler() {
        current();
        return Carrier.current().engine().scheduler();
    }

    @Override
    public Coroutine<?> currentCoroutine() {
        return current();
    }

    private static CoroutineImpl<?> current() {
        CoroutineImpl<?> current = Carrier.currentCoroutine();
        if (current == null) {
            throw new IllegalStateException(
                    "not in a coroutine: call this inside Scheduler.call or Scheduler.spawn");
        }
        return current;
    }

    @Override
    public boolean isCoroutine() {
        return Carrier.currentCoroutine() != null;
    }

    @Override
    public void yield() {
        CoroutineImpl<?> me = Carrier.currentCoroutine();
        if (me == null) {
            Thread.yield();
        } else {
            me.throwIfCancelled();
            if (Carrier.current().hasQueuedWork()) {
                Thread.yield();
                me.throwIfCancelled();
            }
        }
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
        Objects.requireNonNull(duration, "duration");
        CoroutineImpl<?> me = Carrier.currentCoroutine();
        if (me == null) {
            Thread.sleep(duration);
        } else if (!duration.isPositive()) {
            this.yield();
        } else {
            Wait.sleep(me, Wait.nanos(duration));
        }
    }

    @Override
    public void checkpoint() {
        CoroutineImpl<?> me = Carrier.currentCoroutine();
        if (me != null) {
            me.throwIfCancelled();
            Carrier carrier = Carrier.current();
            if (carrier.isSliceOver()) {
                carrier.favourOthers();
                this.yield();
            }
        }
    }

    @Override
    public <T, X extends Throwable> T uncancellable(Body<? extends T, ? extends X> body) throws X {
        Objects.requireNonNull(body, "body");
        CoroutineImpl<?> me = Carrier.currentCoroutine();
        if (me == null) {
            return body.call();
        }
        me.enterUncancellableSection();
        try {
            return body.call();
        } finally {
            me.leaveUncancellableSection();
        }
    }

    @Override
    public Scope openScope(ScopeOptions options) {
        Objects.requireNonNull(options, "options");
        return ScopeImpl.openPlain(options);
    }

    @Override
    public <T, R> JoinerScope<T, R> openScope(
            Joiner<? super T, ? extends R> joiner, ScopeOptions options) {
        Objects.requireNonNull(joiner, "joiner");
        Objects.requireNonNull(options, "options");
        return ScopeImpl.open(joiner, options);
    }

    @Override
    public ForkJoin forkJoin() {
        return FORK_JOIN;
    }

    @Override
    public <T> Channel<T> newChannel(ChannelOptions<? super T> options) {
        return new ChannelImpl<>(Objects.requireNonNull(options, "options"));
    }

    @Override
    public Receiver<Instant> newTicker(Duration time, boolean again) {
        return again ? Ticker.every(time) : Ticker.after(time);
    }

    @Override
    public <R> Select<R> newSelect(boolean fair) {
        return new SelectImpl<>(fair);
    }

    @Override
    public <T> Pipeline<T> newPipeline(Iterator<? extends T> source) {
        return Pipelines.from(source);
    }
}
