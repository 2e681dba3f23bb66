package dev.raddle.scheduler;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * One carrier's side of the idle protocol: its state, and its thread to unpark. The states and the
 * protocol are {@link Idle}'s.
 */
final class Sleeper extends Padded {
    private static final int AWAKE = 0;
    private static final int PARKED = 1;
    private static final int NOTIFIED = 2;

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Sleeper.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    // Its carrier, and whoever wakes it, by CAS.
    private volatile int state;

    // Set once, before its carrier first parks.
    private volatile Thread thread;

    void setThread(Thread thread) {
        this.thread = thread;
    }

    /** By its carrier: P1. */
    void setParked() {
        state = PARKED;
    }

    /** By its carrier: whether it was notified. Then it is AWAKE. */
    boolean tryWakeUp() {
        if (state != NOTIFIED) {
            return false;
        }
        state = AWAKE;
        return true;
    }

    /** By its carrier: from PARKED to AWAKE. */
    boolean tryCancelPark() {
        return STATE.compareAndSet(this, PARKED, AWAKE);
    }

    /** Any thread: A5 and A6. */
    boolean tryNotify() {
        if (state == PARKED && STATE.compareAndSet(this, PARKED, NOTIFIED)) {
            LockSupport.unpark(thread);
            return true;
        }
        return false;
    }

    /** Any thread: makes a sleeping carrier look around, without any promise. */
    void poke() {
        LockSupport.unpark(thread);
    }
}
