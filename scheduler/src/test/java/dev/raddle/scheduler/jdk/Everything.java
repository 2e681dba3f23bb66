package dev.raddle.scheduler.jdk;

import java.util.stream.Stream;

/** The main class of forked JVMs: uses everything that needs the flag, and says how it went. */
final class Everything {
    private static final ScopedValue<String> VALUE = ScopedValue.newInstance();

    private Everything() {}

    public static void main(String[] arguments) {
        System.out.println("available: " + JdkInternals.isAvailable());
        System.out.println("native: " + NativeAccess.isEnabled());
        attempt("ensure", JdkInternals::ensureAvailable);
        attempt("carrier", JdkInternals::currentCarrierThread);
        attempt("thread", () -> JdkInternals.newVirtualThread(Runnable::run, "", () -> {}));
        attempt("container", () -> HostContainer.open("", Stream::empty).close());
        attempt("capture", ScopedValueBindings::capture);
        attempt("host", () -> HostHygiene.scrub(Thread.currentThread(), "main"));
        attempt("run", Everything::runOnAHost);
    }

    private static void runOnAHost() {
        Object bindings = ScopedValue.where(VALUE, "bound").call(ScopedValueBindings::capture);
        new Loop()
                .run(() ->
                        ScopedValueBindings.run(
                                bindings, () -> System.out.println("value: " + VALUE.get())));
    }

    private static void attempt(String what, Runnable action) {
        try {
            action.run();
            System.out.println(what + ": ok");
        } catch (JdkAccessException e) {
            System.out.println(what + ": " + e.getMessage().lines().findFirst().orElseThrow());
        }
    }
}
