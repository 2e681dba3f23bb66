package dev.raddle.scheduler;

import static java.lang.classfile.ClassFile.ACC_FINAL;
import static java.lang.classfile.ClassFile.ACC_STATIC;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Consumer;

/**
 * Makes sure that a step which must not be left half done has stack to run on: where there is none,
 * the {@code StackOverflowError} comes before the step has begun.
 *
 * <p>A call of a method with very many local variables. The JVM looks for room for all of them when
 * it enters the method: interpreted, because its frame is that large; compiled, because it might
 * have to go on interpreted, in the branch that is never taken. Compiled, the locals cost nothing
 * but one store for each page of them. Java source would have to name each of the variables; hence
 * a generated class.
 *
 * <p>The method is too long to be inlined. Else whatever it is inlined into, a body say, and
 * further into our own methods that call bodies, would need as much room to be entered at all, and
 * a step would overflow that was promised its room.
 *
 * <p>Rejected: a recursion, which takes microseconds for so much room; counting levels, since the
 * frames of users between ours have any size.
 */
final class StackRoom {
    /**
     * Several times what our longest ways take interpreted, which is some 4 kB. What the JVM itself
     * needs comes on top: every call leaves it its shadow pages.
     */
    static final int BYTES = 16 << 10;

    private static final int SLOTS = BYTES / 8;

    /** Above the JVM's bound for inlining, FreqInlineSize. */
    private static final int TOO_LONG_TO_INLINE = 1000;

    private static final MethodHandle PROBE = probe(TOO_LONG_TO_INLINE);
    private static final MethodHandle INLINED = probe(0);
    private static final MethodHandle APART = apart();

    private StackRoom() {}

    /** A nanosecond or two. What follows in the frame of the caller may rely on it. */
    static void ensure() {
        try {
            PROBE.invokeExact();
        } catch (Throwable e) {
            throw StackRoom.<Error>unchecked(e);
        }
    }

    /**
     * The same for a caller that has claimed nothing yet, and that none of our steps calls but as
     * the body of a coroutine or {@link #apart}: this probe is inlined, so that whatever it ends up
     * in asks for the room when it is entered, and no call is left. A body that is not given it
     * fails as if it had begun and failed there.
     */
    static void ensureInlined() {
        try {
            INLINED.invokeExact();
        } catch (Throwable e) {
            throw StackRoom.<Error>unchecked(e);
        }
    }

    /**
     * Runs code of users from a step that must not be left half done: it is not inlined, so that no
     * probe in it makes the step ask for more room than it was promised.
     */
    static void apart(Runnable others) {
        try {
            APART.invokeExact(others);
        } catch (Throwable e) {
            throw StackRoom.<Error>unchecked(e);
        }
    }

    @SuppressWarnings("unchecked") // what is called declares nothing
    private static <X extends Throwable> X unchecked(Throwable e) throws X {
        throw (X) e;
    }

    private static MethodHandle probe(int nops) {
        ClassDesc name = named("StackProbe");
        return generated(
                name, MethodType.methodType(void.class), code -> writeProbe(code, name, nops));
    }

    private static MethodHandle apart() {
        ClassDesc name = named("Apart");
        return generated(
                name,
                MethodType.methodType(void.class, Runnable.class),
                code -> writeApart(code, name));
    }

    private static ClassDesc named(String name) {
        return ClassDesc.of(StackRoom.class.getPackageName(), name);
    }

    private static MethodHandle generated(
            ClassDesc name, MethodType method, Consumer<CodeBuilder> code) {
        MethodTypeDesc descriptor = MethodTypeDesc.ofDescriptor(method.descriptorString());
        byte[] bytes =
                ClassFile.of()
                        .build(
                                name,
                                type ->
                                        type.withFlags(ACC_FINAL)
                                                .withField("never", CD_boolean, ACC_STATIC)
                                                .withMethodBody(
                                                        "call", descriptor, ACC_STATIC, code));
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup().defineHiddenClass(bytes, true);
            return lookup.findStatic(lookup.lookupClass(), "call", method);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** {@code if (never) { nops } others.run()}. */
    private static void writeApart(CodeBuilder code, ClassDesc name) {
        code.getstatic(name, "never", CD_boolean)
                .ifThen(rare -> writeNops(rare, TOO_LONG_TO_INLINE))
                .aload(0)
                .invokeinterface(ClassDesc.of("java.lang.Runnable"), "run", MTD_void)
                .return_();
    }

    private static void writeNops(CodeBuilder code, int nops) {
        for (int i = 0; i < nops; i++) {
            code.nop();
        }
    }

    /** {@code if (never) { local = 0; call(); }}, with the last of all locals, and nops. */
    private static void writeProbe(CodeBuilder code, ClassDesc name, int nops) {
        code.getstatic(name, "never", CD_boolean)
                .ifThen(rare -> {
                    writeNops(rare, nops);
                    rare.iconst_0().istore(SLOTS - 1).invokestatic(name, "call", MTD_void);
                })
                .return_();
    }
}
