package dev.raddle.scheduler.jdk;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.util.concurrent.Executor;

/**
 * Every private member of the JDK that the scheduler uses, as a constant of exact type.
 *
 * <p>All are found at once, so that a JDK on which one is missing is refused at the first use
 * rather than in the middle of a run. The handles are {@code static final}: the compiler inlines
 * what they point to, and a call costs what the direct call would.
 */
final class JdkHandles {
    private static final PrivateAccess ACCESS =
            PrivateAccess.open("jdk.internal.vm", "jdk.internal.module", "jdk.internal.misc");

    static {
        ACCESS.require(
                ACCESS.type("jdk.internal.vm.ContinuationSupport"),
                "isSupported",
                "virtual threads have no stacks of their own");
        // The JDK sizes its own scheduler and the common pool while this class is initialised, by
        // the CPUs of the current thread. Left to the first host, that would be a pinned carrier.
        ACCESS.initialize("java.lang.VirtualThread");
    }

    private static final Class<?> SNAPSHOT = ACCESS.type("java.lang.ScopedValue$Snapshot");
    private static final Class<?> LOCALS = ACCESS.type("java.lang.ThreadLocal$ThreadLocalMap");

    /** {@code Thread currentCarrierThread()}. */
    static final MethodHandle CURRENT_CARRIER_THREAD =
            ACCESS.staticMethod(Thread.class, "currentCarrierThread", methodType(Thread.class));

    /** {@code Thread newVirtualThread(Executor, String, int, Runnable)}. */
    static final MethodHandle NEW_VIRTUAL_THREAD =
            ACCESS.staticMethod(
                    ACCESS.type("java.lang.ThreadBuilders"),
                    "newVirtualThread",
                    methodType(
                            Thread.class, Executor.class, String.class, int.class, Runnable.class));

    private static final Class<?> VIRTUAL_THREAD = ACCESS.type("java.lang.VirtualThread");

    /** {@code void runContinuation()} of the given virtual thread. */
    static final MethodHandle RUN_CONTINUATION =
            ACCESS.threadMethod(VIRTUAL_THREAD, "runContinuation", methodType(void.class));

    /** Sets {@code Runnable runContinuation}: what the given virtual thread's scheduler gets. */
    static final MethodHandle SET_CONTINUATION =
            ACCESS.finalSetter(VIRTUAL_THREAD, "runContinuation");

    /** {@code Continuation cont}, of the given virtual thread, as an object. */
    static final MethodHandle STACK =
            ACCESS.threadGetter(
                    VIRTUAL_THREAD,
                    "cont",
                    ACCESS.type("jdk.internal.vm.Continuation"),
                    Object.class);

    /** Sets {@code Object interruptLock} of the given thread. */
    static final MethodHandle SET_INTERRUPT_LOCK =
            ACCESS.finalSetter(Thread.class, "interruptLock");

    /** {@code Object scopedValueBindings}, of the given thread. */
    static final MethodHandle BINDINGS =
            ACCESS.threadGetter("scopedValueBindings", Object.class, Object.class);

    /** Sets {@code Object scopedValueBindings} of the given thread. */
    static final MethodHandle SET_BINDINGS =
            ACCESS.threadSetter("scopedValueBindings", Object.class, Object.class);

    /** {@code Object findScopedValueBindings()}: walks the stack of the current thread. */
    static final MethodHandle FIND_BINDINGS =
            ACCESS.staticMethod(Thread.class, "findScopedValueBindings", methodType(Object.class));

    /** {@code Object[] scopedValueCache()} of the current thread. */
    static final MethodHandle CACHE =
            ACCESS.staticMethod(Thread.class, "scopedValueCache", methodType(Object[].class));

    /** {@code void setScopedValueCache(Object[])} of the current thread. */
    static final MethodHandle SET_CACHE =
            ACCESS.staticMethod(
                    Thread.class, "setScopedValueCache", methodType(void.class, Object[].class));

    /** {@code void runWith(Object, Runnable)}: the frame that {@link #FIND_BINDINGS} looks for. */
    static final MethodHandle RUN_WITH =
            ACCESS.virtualMethod(
                    Thread.class, "runWith", methodType(void.class, Object.class, Runnable.class));

    /** The bindings of a thread that has left all of its scopes. */
    static final Object NO_BINDINGS = ACCESS.constant(SNAPSHOT, "EMPTY_SNAPSHOT", SNAPSHOT);

    /** The bindings of a thread that has never entered a scope. */
    static final Object NEW_THREAD_BINDINGS =
            ACCESS.constant(Thread.class, "NEW_THREAD_BINDINGS", Object.class);

    static final MethodHandle NAME = ACCESS.threadGetter("name", String.class, String.class);
    static final MethodHandle SET_NAME = ACCESS.threadSetter("name", String.class, String.class);

    static final MethodHandle CLASS_LOADER =
            ACCESS.threadGetter("contextClassLoader", ClassLoader.class, ClassLoader.class);

    static final MethodHandle UNCAUGHT_HANDLER =
            ACCESS.threadGetter(
                    "uncaughtExceptionHandler",
                    Thread.UncaughtExceptionHandler.class,
                    Thread.UncaughtExceptionHandler.class);

    static final MethodHandle INTERRUPTED =
            ACCESS.threadGetter("interrupted", boolean.class, boolean.class);

    static final MethodHandle THREAD_LOCALS =
            ACCESS.threadGetter("threadLocals", LOCALS, Object.class);

    static final MethodHandle SET_THREAD_LOCALS =
            ACCESS.threadSetter("threadLocals", LOCALS, Object.class);

    static final MethodHandle INHERITABLE_THREAD_LOCALS =
            ACCESS.threadGetter("inheritableThreadLocals", LOCALS, Object.class);

    static final MethodHandle SET_INHERITABLE_THREAD_LOCALS =
            ACCESS.threadSetter("inheritableThreadLocals", LOCALS, Object.class);

    /** {@code StackableScope headStackableScopes}, as an object. */
    static final MethodHandle OPEN_SCOPES =
            ACCESS.threadGetter(
                    "headStackableScopes",
                    ACCESS.type("jdk.internal.vm.StackableScope"),
                    Object.class);

    /** {@code void start(ThreadContainer)}; the container is passed as an object. */
    static final MethodHandle START =
            ACCESS.virtualMethod(
                            Thread.class,
                            "start",
                            methodType(void.class, ACCESS.type("jdk.internal.vm.ThreadContainer")))
                    .asType(methodType(void.class, Thread.class, Object.class));

    /** {@code Module implAddEnableNativeAccess()} of a named module. */
    static final MethodHandle ENABLE_NATIVE_ACCESS =
            ACCESS.virtualMethod(
                            Module.class, "implAddEnableNativeAccess", methodType(Module.class))
                    .asType(methodType(void.class, Module.class));

    /** {@code void implAddEnableNativeAccessToAllUnnamed()}. */
    static final MethodHandle ENABLE_NATIVE_ACCESS_TO_ALL_UNNAMED =
            ACCESS.staticMethod(
                    Module.class, "implAddEnableNativeAccessToAllUnnamed", methodType(void.class));

    /** {@code IllegalNativeAccess illegalNativeAccess()}: what the user said, as an object. */
    static final MethodHandle ILLEGAL_NATIVE_ACCESS =
            ACCESS.staticMethod(
                            ACCESS.type("jdk.internal.module.ModuleBootstrap"),
                            "illegalNativeAccess",
                            methodType(
                                    ACCESS.type(
                                            "jdk.internal.module.ModuleBootstrap"
                                                    + "$IllegalNativeAccess")))
                    .asType(methodType(Object.class));

    /** Why no handle works, or null if they all do. */
    static final JdkAccessException FAILURE = ACCESS.failure();

    private JdkHandles() {}
}
