package dev.raddle.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raddle.Coroutine;
import dev.raddle.Pinning;
import dev.raddle.Scheduler;
import dev.raddle.ScopeOptions;
import dev.raddle.testing.Await;
import dev.raddle.testing.BoundedTime;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/** Cancelling what is below others. */
@BoundedTime
class CancellerTest {

    // ---- Those that never start ----------------------------------------------------------------

    /** Reports to nobody, but counts. */
    private static final class Counting implements Group {
        private int ended;

        @Override
        public void ended(CoroutineImpl<?> member, boolean unawaited) {
            ended++;
        }
    }

    @Test
    void whatADependentOfOneThrowsDoesNotLeaveTheOthersUncounted() {
        var group = new Counting();
        var members = new Members();
        var thrown = new IllegalStateException("in a dependent");
        List<Member<Object>> children =
                Stream.generate(() -> Member.<Object>of(group, null, null, () -> null))
                        .limit(3)
                        .toList();
        for (Member<Object> child : children) {
            child.add(new CompletionTest.Calling(thrown));
            members.add(child);
        }
        var canceller = new Canceller();
        assertThatThrownBy(() -> canceller.cancelMembers(members.newest())).isSameAs(thrown);
        assertThat(children).allMatch(Coroutine::isCancelled);
        assertThat(group.ended).isEqualTo(3);
    }

    // ---- Two cancellers ------------------------------------------------------------------------

    private final CountDownLatch running = new CountDownLatch(1);
    private volatile CoroutineImpl<?> outer;
    private volatile CoroutineImpl<?> inner;
    private volatile ScopeImpl<?, ?> innerScope;

    /**
     * One cancels the inner scope and is held up, with its mark set and its children still to be
     * cancelled. The other cancels from further out: it leaves that scope to the first, and
     * interrupts the stack on which the inner one runs too.
     */
    @Test
    void whoIsInterruptedBeforeItsOwnCancellerHasComeIsCancelledToo() throws Exception {
        Scheduler scheduler = Scheduler.builder().carriers(1).pinning(Pinning.none()).open();
        Coroutine<Object> owner = scheduler.spawn(() -> joinInScope(this::runOuter));
        running.await();
        assertThat(innerScope.markCancelled()).isTrue();
        outer.cancel();
        Await.ended(inner);
        new Canceller().cancelMembers(innerScope);
        Await.ended(owner);
        assertThat(inner.state()).isEqualTo(Coroutine.State.CANCELLED);
        assertThat(outer.state()).isEqualTo(Coroutine.State.CANCELLED);
        scheduler.close();
    }

    private Object runOuter() throws Exception {
        outer = Carrier.currentCoroutine();
        return joinInScope(this::runInner);
    }

    private Object runInner() throws InterruptedException {
        inner = Carrier.currentCoroutine();
        innerScope = (ScopeImpl<?, ?>) inner.group();
        running.countDown();
        new CountDownLatch(1).await();
        return null;
    }

    /** On the stack of the caller, since no other carrier takes it. */
    private static Object joinInScope(java.util.concurrent.Callable<Object> child) {
        PlainScope scope = ScopeImpl.openPlain(ScopeOptions.defaults());
        try {
            return scope.fork(child).join();
        } finally {
            scope.close();
        }
    }
}
