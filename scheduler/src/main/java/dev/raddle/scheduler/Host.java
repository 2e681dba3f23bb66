package dev.raddle.scheduler;

import dev.raddle.scheduler.jdk.HostHygiene;
import dev.raddle.scheduler.jdk.JdkInternals;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.Executor;

/**
 * A stack that is lent to coroutines: a virtual thread whose scheduler is this object.
 *
 * <p><b>Role and threads.</b> It runs bodies back to back, as plain calls. When a body suspends,
 * host and body unmount together, and the host belongs to that coroutine until the body's end. The
 * JDK calls {@link #execute} on any thread when the virtual thread can go on.
 *
 * <p><b>States</b> (the virtual thread's own are the JDK's):
 *
 * <pre>
 *   lent     a coroutine's body is on its stack: mounted, queued or suspended
 *   resting  unmounted by a yield, in the pool of one carrier, which alone may mount it
 *   ended    the virtual thread has ended; the object is garbage
 * </pre>
 *
 * <p>A resting host has yielded and not parked, so no stray unpark or interrupt makes it runnable:
 * only its carrier mounts it, by running its continuation directly.
 *
 * <p>Virtual threads that a body starts inherit this object as their scheduler (DESIGN F4): {@link
 * #execute} knows them by their continuation, which for a host is this object.
 */
final class Host extends SiblingFailures implements Executor, Runnable {
    static final String NAME = "";

    private static final HostBody BODY = HostBody.make();

    /** So many bodies run between two looks of the carrier at its timers and other hosts. */
    private static final short BODIES_PER_MOUNT = 512;

    /** In place of a number of bodies: the host ends with the one that it runs. */
    private static final short NONE_ANY_MORE = -1;

    // What a host is used for, as a byte: each suspended coroutine has one.
    private static final byte LENT = 0;
    private static final byte STARTING = 1;
    private static final byte RESTING = 2;
    private static final byte HELD = 3;

    private static final VarHandle OUTERMOST;

    static {
        try {
            var lookup = MethodHandles.lookup();
            OUTERMOST = lookup.findVarHandle(Host.class, "outermost", CoroutineImpl.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // Until it has terminated.
    private Thread thread;

    // Code on the host. Whose body is on top of the stack; written where no call may overflow it.
    CoroutineImpl<?> current;

    // Code on the host; its carrier reads while it is not mounted. Lent while joins are under way.
    JoinStack joins;

    // The carrier or the host itself: whoever of them runs. The carrier is the one that mounted it
    // last; found here at once, where Carrier.current() takes four loads, each of which waits for
    // the one before.
    private Carrier carrier;
    private short bodiesLeft;
    private byte use;

    // The carrier or the host itself writes, anybody reads.
    private volatile CoroutineImpl<?> outermost;
    private volatile boolean ended;

    Host(Carrier creator) {
        this.carrier = creator;
        this.thread = JdkInternals.newVirtualThread(this, NAME, BODY);
        JdkInternals.setContinuation(thread, this);
    }

    /** Any thread. Null once it has terminated. */
    Thread thread() {
        return thread;
    }

    /** Any thread. Whose body is at the bottom of the stack; null while resting. */
    CoroutineImpl<?> outermost() {
        return outermost;
    }

    /** Any thread. */
    boolean hasEnded() {
        return ended;
    }

    /** Any thread. Whether the caller is this coroutine, which is on top of this host's stack. */
    boolean isRunning(CoroutineImpl<?> coroutine) {
        return thread == Thread.currentThread() && current == coroutine;
    }

    /** By code on the host. Whose body is on top of the stack. */
    CoroutineImpl<?> current() {
        return current;
    }

    /** By code on the host. Where it is mounted; another one after each suspension. */
    Carrier carrier() {
        return carrier;
    }

    /** By the carrier, once: the virtual thread becomes one that its scheduler can run. */
    void start() {
        use = STARTING;
        carrier.engine().hosts().start(thread);
        use = LENT;
    }

    /** By the carrier: runs a body and whatever comes after it, until it unmounts. */
    void lendTo(CoroutineImpl<?> queued, Carrier lender) {
        setOutermost(queued);
        use = LENT;
        mount(lender);
    }

    /** By the carrier: goes on with the body that is suspended on it. */
    void mount(Carrier by) {
        carrier = by;
        run();
    }

    /** The virtual thread's continuation. */
    @Override
    public void run() {
        JdkInternals.run(thread);
        if (ended) {
            forgetThread();
        }
    }

    /** The registry keeps the host for a while, which shall not keep a stack. */
    private void forgetThread() {
        Thread last = thread;
        if (last != null && last.getState() == Thread.State.TERMINATED) {
            thread = null;
        }
    }

    @Override
    public void execute(Runnable runnable) {
        if (runnable != this) {
            carrier.engine().resumed(new Guest(runnable)); // of whatever carrier, it is the same
        } else if (use == LENT) {
            carrier.engine().resumed(this);
        } else if (use == RESTING) {
            carrier.idleHosts().add(this); // it has just unmounted from there
        } // else whoever starts it, or holds it, mounts it
    }

    /**
     * By code on the host, in a simulation: unmounts it, and its carrier's thread returns from the
     * mount; but for the scheduler, which hears nothing of it, it runs on.
     */
    void hold() {
        use = HELD;
        do {
            Thread.yield();
        } while (use == HELD); // a yield may return at once
    }

    /** By the simulation, which then mounts it where it was held. */
    void letGoOn() {
        use = LENT;
    }

    /**
     * By code on the host that was suspended deep in its calls: it ends instead of resting, since
     * the JVM would keep what its stack took on the heap for the next body.
     */
    void endAfterThisBody() {
        bodiesLeft = NONE_ANY_MORE;
    }

    /** The virtual thread's body; called by {@link HostBody}. */
    static void runMounted() {
        Carrier.current().mounted().runBodies();
    }

    void runBodies() {
        try {
            begin();
            restIfIdle();
            while (outermost != null) {
                BODY.after(this, outermost.runBody(this));
            }
        } finally {
            ended = true;
        }
    }

    /** Ends what has run, and takes what comes next; called by {@link HostBody}. */
    static void after(Host host, Object outcome) {
        host.outermost.complete(outcome);
        host.next();
        host.restIfIdle();
    }

    private void restIfIdle() {
        while (outermost == null && rest()) {
            begin();
        }
    }

    private void begin() {
        if (thread.isInterrupted()) {
            Thread.interrupted(); // a stray one, while it rested
        }
        bodiesLeft = BODIES_PER_MOUNT;
        if (!carrier.claim(outermost)) {
            setOutermost(null);
        }
    }

    private void next() {
        current = null;
        if (joins != null) { // a fork was refused
            joins.giveBack();
        }
        HostHygiene.scrub(thread, NAME);
        CoroutineImpl<?> next;
        do { // claiming may call code of users, which may suspend: another carrier each time
            next = --bodiesLeft > 0 ? carrier.nextBody() : null;
        } while (next != null && !carrier.claim(next));
        setOutermost(next);
    }

    /**
     * Waits in the carrier's pool for the next body; false if it is full, or this one shall end.
     */
    private boolean rest() {
        if (bodiesLeft < 0 || !carrier.idleHosts().hasRoom()) {
            return false;
        }
        do {
            use = RESTING;
            Thread.yield();
        } while (outermost == null); // a yield may return at once, for a debugger say
        return true;
    }

    private void setOutermost(CoroutineImpl<?> coroutine) {
        OUTERMOST.setOpaque(this, coroutine); // who cancels all of them looks again and again
    }
}
