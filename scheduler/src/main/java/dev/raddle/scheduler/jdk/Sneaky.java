package dev.raddle.scheduler.jdk;

/** Rethrows what a method handle threw: handles declare {@code Throwable}, their targets do not. */
final class Sneaky {
    private Sneaky() {}

    static RuntimeException rethrow(Throwable failure) {
        throw Sneaky.<RuntimeException>asDeclared(failure);
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> X asDeclared(Throwable failure) throws X {
        throw (X) failure;
    }
}
