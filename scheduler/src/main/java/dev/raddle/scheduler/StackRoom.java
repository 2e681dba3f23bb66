package dev.raddle.scheduler;

import static java.lang.classfile.ClassFile.ACC_FINAL;
import static java.lang.classfile.ClassFile.ACC_STATIC;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

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
     * The same for a caller that has claimed nothing yet, nor has whoever calls it: this probe is
     * inlined, so that whatever it ends up in asks for the room when it is entered, and no call is
     * left.
     */
    static void ensureInlined() {
        try {
            INLINED.invokeExact();
        } catch (Throwable e) {
            throw StackRoom.<Error>unchecked(e);
        }
    }

    @SuppressWarnings("unchecked") // the probe throws errors only
    private static <X extends Throwable> X unchecked(Throwable e) throws X {
        throw (X) e;
    }

    private static MethodHandle probe(int nops) {
        ClassDesc name = ClassDesc.of(StackRoom.class.getPackageName(), "StackProbe");
        byte[] bytes =
                ClassFile.of()
                        .build(
                                name,
                                type ->
                                        type.withFlags(ACC_FINAL)
                                                .withField("never", CD_boolean, ACC_STATIC)
                                                .withMethodBody(
                                                        "probe",
                                                        MTD_void,
                                                        ACC_STATIC,
                                                        code -> write(code, name, nops)));
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup().defineHiddenClass(bytes, true);
            return lookup.findStatic(
                    lookup.lookupClass(), "probe", MethodType.methodType(void.class));
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** {@code if (never) { local = 0; probe(); }}, with the last of all locals, and nops. */
    private static void write(CodeBuilder code, ClassDesc name, int nops) {
        code.getstatic(name, "never", CD_boolean)
                .ifThen(rare -> {
                    for (int i = 0; i < nops; i++) {
                        rare.nop();
                    }
                    rare.iconst_0().istore(SLOTS - 1).invokestatic(name, "probe", MTD_void);
                })
                .return_();
    }
}
