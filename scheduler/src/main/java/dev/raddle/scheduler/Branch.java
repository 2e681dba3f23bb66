package dev.raddle.scheduler;

import dev.raddle.scheduler.jdk.ScopedValueBindings;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The right half of a range: forked, then run by whoever is first, its parent by a plain call or a
 * carrier without work. Joins have {@link JoinStack}.
 *
 * <p><b>Role and threads.</b> The parent, a coroutine, forks it, runs the left half, and takes it
 * back or waits for it, all in one call. Carriers start it.
 *
 * <p><b>States</b> of the one word {@code state}:
 *
 * <pre>
 *   a coroutine    its parent: nobody has started it; or the parent took it out of the deque
 *   TAKEN_BACK     its parent runs it, or has dropped it, without having found it in the deque
 *   a StolenBranch a coroutine of its own runs it
 * </pre>
 *
 * <p><b>Protocol.</b> Mostly the parent finds it as the newest of its carrier's deque and takes it
 * out: whoever has taken an entry is alone with it, so the word stays as it is, and no atomic step
 * is needed. If the parent was suspended meanwhile, the entry may lie in the deque of another
 * carrier, or below others. Then the word decides, by CAS: a carrier makes it the coroutine that it
 * starts, the parent claims it, and whoever comes second finds a stale entry. A carrier that has
 * taken the entry and has no memory for a coroutine drops it: the parent will claim it.
 *
 * <p>Small on purpose: one is allocated for each fork, and most of a fork's cost is memory.
 *
 * <p><b>References.</b> Frigo, Leiserson and Randall, The implementation of the Cilk-5
 * multithreaded language (PLDI 1998), from which the two ways come, a fast one for what is not
 * stolen and a slow one.
 */
abstract non-sealed class Branch implements Forked {
    private static final Object TAKEN_BACK = new Object();

    private static final JoinStack.Half HALF =
            new JoinStack.Half() {
                @Override
                Object run(Object body) throws Throwable {
                    return ((Branch) body).run();
                }
            };

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Branch.class, "state", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // Immutable.
    private final Object bindings;

    // The parent and carriers, by CAS. Not declared volatile: its first value needs no fence, since
    // the deque publishes it.
    private Object state;

    /**
     * One that its parent is about to push.
     *
     * @param parent from {@link #parentOn}
     * @param bindings from {@link ScopedValueBindings#capture}
     */
    Branch(CoroutineImpl<?> parent, Object bindings) {
        this.state = parent;
        this.bindings = bindings;
    }

    /** Runs the body. */
    abstract Object run() throws Throwable;

    // ---- By the parent -------------------------------------------------------------------------

    /** The coroutine that runs on this host, which is about to fork. */
    static CoroutineImpl<?> parentOn(Host host) {
        CoroutineImpl<?> me = host.current();
        if (me.isCancelDue() || host.hasFailedSibling()) {
            me.throwIfCancelled();
        }
        StackRoom.ensureInlined();
        return me;
    }

    /**
     * When the left half is done: whether nobody has started this one, so that the parent can.
     *
     * @param carrier where it was forked
     */
    final boolean takeBack(Carrier carrier, Host host) {
        return host.carrier() == carrier && carrier.forks().takeIfNewest(this) || claim(host);
    }

    private boolean claim(Host host) {
        boolean claimed = decide(host.current(), TAKEN_BACK);
        host.carrier().dropStarted();
        return claimed;
    }

    /** Instead of taking it back: waits for the end of the coroutine that runs it. */
    final Object awaitStolen() {
        return stolen().result();
    }

    /**
     * The left half has failed: nobody starts this one any more, or it is cancelled and waited for.
     *
     * @param failure of the left half
     * @return never; throws what failed first
     */
    final Error fail(Carrier carrier, Host host, Throwable failure) {
        if (takeBack(carrier, host)) {
            throw CoroutineImpl.<Error>unchecked(failure);
        }
        throw stolen().failed(failure);
    }

    /**
     * The left half needs it no more: nobody starts this one, or it is cancelled and waited for.
     * How it ends does not matter.
     */
    final void drop(Carrier carrier, Host host) {
        if (!takeBack(carrier, host)) {
            stolen().drop();
        }
    }

    /** By the parent, which could not take it back: who runs it instead. */
    final StolenBranch stolen() {
        return (StolenBranch) STATE.getAcquire(this); // what its carrier wrote before it won
    }

    // ---- By both -------------------------------------------------------------------------------

    /** Whether the caller is first. Broken on purpose by a test's twin. */
    boolean decide(Object parent, Object first) {
        return STATE.compareAndSet(this, parent, first);
    }

    // ---- By carriers ---------------------------------------------------------------------------

    @Override
    public final boolean hasLeftQueue() {
        return !(STATE.getAcquire(this) instanceof CoroutineImpl);
    }

    @Override
    public final CoroutineImpl<?> begin(Carrier carrier) {
        if (!(STATE.getAcquire(this) instanceof CoroutineImpl<?> parent)) {
            return null;
        }
        StolenBranch stolen;
        try {
            stolen = new StolenBranch(carrier.engine(), HALF, this, parent, bindings);
        } catch (OutOfMemoryError e) {
            return null; // the parent will claim it
        }
        carrier.countSpawned(); // before anybody can see its end
        if (decide(parent, stolen)) {
            return stolen.child();
        }
        carrier.countFinished();
        return null;
    }
}
