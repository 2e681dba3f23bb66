package dev.raddle.scheduler.jdk;

/**
 * Whether native functions may be called without the JVM printing a warning.
 *
 * <p>They may if the user enabled native access ({@code --enable-native-access}); else, if the flag
 * for {@code java.lang} is there, we enable it for our own module, which on the class path means
 * for all unnamed modules. A user who forbade it ({@code --illegal-native-access=deny}) is obeyed.
 */
public final class NativeAccess {
    private static final boolean ENABLED = isEnabledOrEnable();

    private NativeAccess() {}

    /** {@return whether native functions may be called; once asked it never changes} */
    public static boolean isEnabled() {
        return ENABLED;
    }

    private static boolean isEnabledOrEnable() {
        Module self = NativeAccess.class.getModule();
        if (self.isNativeAccessEnabled()) {
            return true;
        }
        if (!JdkInternals.isAvailable() || isDenied()) {
            return false;
        }
        enable(self);
        return self.isNativeAccessEnabled();
    }

    private static boolean isDenied() {
        try {
            Object policy = (Object) JdkHandles.ILLEGAL_NATIVE_ACCESS.invokeExact();
            return policy.toString().equals("DENY");
        } catch (Throwable e) {
            throw Sneaky.rethrow(e);
        }
    }

    private static void enable(Module self) {
        try {
            if (self.isNamed()) {
                JdkHandles.ENABLE_NATIVE_ACCESS.invokeExact(self);
            } else {
                JdkHandles.ENABLE_NATIVE_ACCESS_TO_ALL_UNNAMED.invokeExact();
            }
        } catch (Throwable e) {
            throw Sneaky.rethrow(e);
        }
    }
}
