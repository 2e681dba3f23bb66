package dev.raddle.scheduler.jdk;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;

/**
 * The key to {@code java.lang}: finds its private members as method handles, if the flag was given.
 *
 * <p>It never throws. The first failure is kept, and every handle that cannot be found is replaced
 * by one of the same type that throws that failure. So the handles are constants, callers need no
 * check, and somebody without the flag gets the clear error at whatever they call first, instead of
 * a failed class initialisation.
 */
final class PrivateAccess {
    private static final Module BASE = Object.class.getModule();
    private static final Module SELF = PrivateAccess.class.getModule();

    private final MethodHandles.Lookup javaLang;
    private JdkAccessException failure;

    private PrivateAccess(MethodHandles.Lookup javaLang, JdkAccessException failure) {
        this.javaLang = javaLang;
        this.failure = failure;
    }

    /** Asks for {@code java.lang}, and exports other packages of {@code java.base} to ourselves. */
    static PrivateAccess open(String... exported) {
        if (!BASE.isOpen("java.lang", SELF)) {
            return new PrivateAccess(null, JdkAccessException.missingFlag(SELF));
        }
        try {
            var lookup = MethodHandles.privateLookupIn(Thread.class, MethodHandles.lookup());
            PrivateAccess access = new PrivateAccess(lookup, null);
            for (String packageName : exported) {
                access.export(packageName);
            }
            return access;
        } catch (IllegalAccessException e) {
            return new PrivateAccess(
                    null, JdkAccessException.unsupportedJdk("java.lang stays closed", e));
        }
    }

    /** Why nothing works, or null if all is well. */
    JdkAccessException failure() {
        return failure;
    }

    /** Asks a static method whether this JVM will do. */
    void require(Class<?> holder, String name, String otherwise) {
        MethodHandle answer = staticMethod(holder, name, MethodType.methodType(boolean.class));
        try {
            if (failure == null && !(boolean) answer.invokeExact()) {
                fail(otherwise, null);
            }
        } catch (Throwable e) {
            fail(name + " cannot be asked", e);
        }
    }

    /** A class of {@code java.base}, public or not; a stand-in once something has failed. */
    Class<?> type(String name) {
        if (failure == null) {
            try {
                return Class.forName(name, false, null);
            } catch (ClassNotFoundException e) {
                fail(name + " is missing", e);
            }
        }
        return Object.class;
    }

    /** Initialises a class at a moment that suits us. */
    void initialize(String name) {
        try {
            if (failure == null) {
                Class.forName(name, true, null);
            }
        } catch (ClassNotFoundException e) {
            fail(name + " is missing", e);
        }
    }

    MethodHandle staticMethod(Class<?> holder, String name, MethodType type) {
        return find(type, name, () -> javaLang.findStatic(holder, name, type));
    }

    MethodHandle virtualMethod(Class<?> holder, String name, MethodType type) {
        MethodType full = type.insertParameterTypes(0, holder);
        return find(full, name, () -> javaLang.findVirtual(holder, name, type));
    }

    MethodHandle threadGetter(String field, Class<?> declared, Class<?> wanted) {
        MethodType type = MethodType.methodType(wanted, Thread.class);
        return find(type, field, () -> javaLang.findGetter(Thread.class, field, declared));
    }

    /** The getter of a field of a subclass of {@code Thread}, of a thread that is one. */
    MethodHandle threadGetter(Class<?> holder, String field, Class<?> declared, Class<?> wanted) {
        return find(
                MethodType.methodType(wanted, Thread.class),
                field,
                () ->
                        MethodHandles.privateLookupIn(holder, MethodHandles.lookup())
                                .findGetter(holder, field, declared));
    }

    /** A method of a subclass of {@code Thread}, of a thread that is one. */
    MethodHandle threadMethod(Class<?> holder, String name, MethodType type) {
        return find(
                type.insertParameterTypes(0, Thread.class),
                name,
                () ->
                        MethodHandles.privateLookupIn(holder, MethodHandles.lookup())
                                .findVirtual(holder, name, type));
    }

    /**
     * Sets a final reference of a thread, whatever it refers to. By the JDK's own {@code Unsafe}:
     * reflection may refuse to change what is final.
     */
    MethodHandle finalSetter(Class<?> holder, String field) {
        MethodType type = MethodType.methodType(void.class, Thread.class, Object.class);
        return find(type, field, () -> finalSetterOf(holder.getDeclaredField(field)));
    }

    private MethodHandle finalSetterOf(Field field) throws ReflectiveOperationException {
        Class<?> unsafe = Class.forName("jdk.internal.misc.Unsafe", false, null);
        try {
            MethodHandle self =
                    javaLang.findStatic(unsafe, "getUnsafe", MethodType.methodType(unsafe));
            Object instance = self.invoke();
            long offset =
                    (long)
                            javaLang.findVirtual(
                                            unsafe,
                                            "objectFieldOffset",
                                            MethodType.methodType(long.class, Field.class))
                                    .invoke(instance, field);
            MethodHandle put =
                    javaLang.findVirtual(
                                    unsafe,
                                    "putReference",
                                    MethodType.methodType(
                                            void.class, Object.class, long.class, Object.class))
                            .bindTo(instance);
            return MethodHandles.insertArguments(put, 1, offset);
        } catch (ReflectiveOperationException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    MethodHandle threadSetter(String field, Class<?> declared, Class<?> wanted) {
        MethodType type = MethodType.methodType(void.class, Thread.class, wanted);
        return find(type, field, () -> javaLang.findSetter(Thread.class, field, declared));
    }

    /** The value of a static field, or null once something has failed. */
    Object constant(Class<?> holder, String field, Class<?> type) {
        MethodHandle getter =
                find(
                        MethodType.methodType(Object.class),
                        field,
                        () -> javaLang.findStaticGetter(holder, field, type));
        if (failure != null) {
            return null;
        }
        try {
            return (Object) getter.invokeExact();
        } catch (Throwable e) {
            fail(field + " cannot be read", e);
            return null;
        }
    }

    /** Records that the JDK is not the one we know; the first such finding counts. */
    private void fail(String what, Throwable cause) {
        if (failure == null) {
            failure = JdkAccessException.unsupportedJdk(what, cause);
        }
    }

    private void export(String packageName) {
        var type = MethodType.methodType(void.class, String.class, Module.class);
        MethodHandle export = virtualMethod(Module.class, "implAddExports", type);
        if (failure == null) {
            try {
                export.invokeExact(BASE, packageName, SELF);
            } catch (Throwable e) {
                fail(packageName + " cannot be exported", e);
            }
        }
    }

    private MethodHandle find(MethodType type, String name, Finder finder) {
        if (failure == null) {
            try {
                return finder.find().asType(type);
            } catch (ReflectiveOperationException | RuntimeException e) {
                fail(name + " is missing or has another type", e);
            }
        }
        return thrower(type);
    }

    private MethodHandle thrower(MethodType type) {
        try {
            MethodHandle again =
                    MethodHandles.lookup()
                            .findVirtual(
                                    JdkAccessException.class,
                                    "again",
                                    MethodType.methodType(JdkAccessException.class))
                            .bindTo(failure);
            MethodHandle raise =
                    MethodHandles.throwException(type.returnType(), JdkAccessException.class);
            return MethodHandles.dropArguments(
                    MethodHandles.foldArguments(raise, again), 0, type.parameterList());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("our own method is missing", e);
        }
    }

    @FunctionalInterface
    private interface Finder {
        MethodHandle find() throws ReflectiveOperationException;
    }
}
