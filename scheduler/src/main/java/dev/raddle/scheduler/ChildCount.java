package dev.raddle.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * How many children of a scope have not reported their end, and who waits for that.
 *
 * <p><b>Role and threads.</b> Most children are forked by the owner, and run and end on its stack:
 * these it counts alone. All else is counted by anybody.
 *
 * <p><b>States.</b> {@code own}: forked by the owner, less those that ended on its stack. {@code
 * pending}: forked by others, less those that ended elsewhere; so it may be negative. Their sum is
 * the number of children alive, at any moment at which {@code pending} is read, since {@code own}
 * is changed only by the thread that reads both.
 *
 * <p><b>Protocol.</b> A fork counts the child before it can run; a child's end is counted after all
 * else that it does with the scope. The owner that waits writes {@code waiting} once. Then, before
 * each park, it moves {@code own}, if that is not 0, into {@code pending} by an atomic step, and
 * reads {@code pending}; between this and the park it does nothing that could fork. So whenever it
 * parks, {@code own} is 0 and {@code pending} alone is the number of children alive. Whoever lowers
 * {@code pending} to 0 then reads {@code waiting} and unparks who is there. With {@code own} moved
 * this is the last child; and both sides store, pass a full fence (a volatile store and load, an
 * atomic step) and load: one of the two sees the other. As long as {@code own} is not moved,
 * somebody may meet a 0 that means nothing; it unparks nobody, or an owner that looks again.
 */
class ChildCount extends Offspring {
    private static final VarHandle PENDING;

    static {
        try {
            PENDING = MethodHandles.lookup().findVarHandle(ChildCount.class, "pending", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // Owner only.
    private int own;

    // Any thread.
    private volatile int pending;

    // Owner only writes.
    private volatile Thread waiting;

    ChildCount(CoroutineImpl<?> owner, ScopeImpl<?, ?> outer) {
        super(owner, outer);
    }

    /** By the owner, before the child can run. */
    final void countOwn() {
        own++;
    }

    /** By anybody else, before the child can run. */
    final void countOther() {
        PENDING.getAndAdd(this, 1);
    }

    /** On the owner's stack, for a child of whomever that ends there. */
    final void countEndInside() {
        own--;
    }

    /** By anybody, for a child that ends elsewhere. */
    final void countEnd() {
        if ((int) PENDING.getAndAdd(this, -1) == 1) {
            Thread waiter = waiting;
            if (waiter != null) {
                unpark(waiter);
            }
        }
    }

    /** Observed by a test. */
    void unpark(Thread waiter) {
        LockSupport.unpark(waiter);
    }

    /** By the owner. Whether a child has not reported its end. */
    final boolean hasPending() {
        return own + pending != 0;
    }

    /** By the owner, which then asks {@link #mustPark} each time before it parks. */
    final void beginWaiting() {
        waiting = Thread.currentThread();
    }

    /** By the owner, after {@link #beginWaiting}, and after whatever may have forked since. */
    final boolean mustPark() {
        if (own != 0) {
            shareOwn();
        }
        return pending != 0;
    }

    /** Broken on purpose by a test's twin. */
    void shareOwn() {
        int mine = own;
        own = 0;
        PENDING.getAndAdd(this, mine);
    }

    /** By the owner. */
    final void endWaiting() {
        waiting = null;
    }
}
