package dev.raddle.scheduler;

import dev.raddle.Scope;
import dev.raddle.ScopeOptions;

/** A scope without a joiner. */
final class PlainScope extends ScopeImpl<Object, Void> implements Scope {
    PlainScope(
            RaddleScheduler scheduler,
            CoroutineImpl<?> owner,
            ScopeImpl<?, ?> outer,
            Host host,
            ScopeOptions options) {
        super(scheduler, owner, outer, host, null, options);
    }
}
