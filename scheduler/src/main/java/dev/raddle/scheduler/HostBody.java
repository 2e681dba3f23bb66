package dev.raddle.scheduler;

import static java.lang.classfile.ClassFile.ACC_FINAL;
import static java.lang.classfile.ClassFile.ACC_PUBLIC;
import static java.lang.classfile.ClassFile.ACC_STATIC;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * What the virtual thread of every host runs, and what comes after each body: two calls of {@link
 * Host} that the compiler never makes part of their callers.
 *
 * <p>A suspended coroutine weighs what the compiled frames of its stack take. How many these are,
 * and what they keep, depends on what was inlined into what:
 *
 * <ul>
 *   <li>The JDK's five methods around a body are small, and become one frame if what they call is
 *       not inlined too. If it is, some get too large to be inlined further; which, depends on the
 *       order in which they are compiled. So {@link #run} is never inlined.
 *   <li>A frame has room for whatever any code in it has to keep. Ending a coroutine and finding
 *       the next one keeps much more than running a body. So {@link #after} is never inlined.
 * </ul>
 *
 * <p>Too long to be inlined is a method that has a long branch which is never taken. As in {@link
 * StackRoom}, Java source could not say it.
 */
interface HostBody extends Runnable {
    /** Runs the bodies that are lent to the host that is mounted. */
    @Override
    void run();

    /** Ends what has run on a host, and finds out what it runs next. */
    void after(Host host, Object outcome);

    /** One is enough for all hosts. */
    static HostBody make() {
        byte[] bytes = ClassFile.of().build(Generator.NAME, Generator::write);
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup().defineHiddenClass(bytes, true);
            return (HostBody)
                    lookup.findConstructor(lookup.lookupClass(), MethodType.methodType(void.class))
                            .invoke();
        } catch (Throwable e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Writes the class. */
    final class Generator {
        /** Above the JVM's bound for inlining, FreqInlineSize. */
        private static final int TOO_LONG_TO_INLINE = 1000;

        private static final ClassDesc NAME =
                ClassDesc.of(HostBody.class.getPackageName(), "HostStack");
        private static final ClassDesc HOST = desc(Host.class);

        private Generator() {}

        private static ClassDesc desc(Class<?> type) {
            return ClassDesc.ofDescriptor(type.descriptorString());
        }

        private static void write(ClassBuilder type) {
            MethodTypeDesc after = MethodTypeDesc.of(desc(void.class), HOST, CD_Object);
            type.withFlags(ACC_FINAL)
                    .withInterfaceSymbols(desc(HostBody.class))
                    .withField("never", CD_boolean, ACC_STATIC)
                    .withMethodBody(INIT_NAME, MTD_void, ACC_PUBLIC, Generator::writeConstructor)
                    .withMethodBody(
                            "run",
                            MTD_void,
                            ACC_PUBLIC,
                            code -> {
                                writeLength(code);
                                code.invokestatic(HOST, "runMounted", MTD_void).return_();
                            })
                    .withMethodBody(
                            "after",
                            after,
                            ACC_PUBLIC,
                            code -> {
                                writeLength(code);
                                code.aload(1).aload(2);
                                code.invokestatic(HOST, "after", after).return_();
                            });
        }

        private static void writeConstructor(CodeBuilder code) {
            code.aload(0).invokespecial(CD_Object, INIT_NAME, MTD_void).return_();
        }

        /** {@code if (never) { nothing, at length }}. */
        private static void writeLength(CodeBuilder code) {
            code.getstatic(NAME, "never", CD_boolean)
                    .ifThen(rare -> {
                        for (int i = 0; i < TOO_LONG_TO_INLINE; i++) {
                            rare.nop();
                        }
                    });
        }
    }
}
