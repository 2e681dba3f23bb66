package dev.raddle.scheduler.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.lang.invoke.MethodType.methodType;

import org.junit.jupiter.api.Test;

import java.lang.invoke.MethodHandle;

/** What happens on a JDK whose internals look different. */
class PrivateAccessTest {
    private final PrivateAccess access = PrivateAccess.open();

    @Test
    void aMissingMemberIsAFailureThatNamesItAndTheJdk() {
        access.staticMethod(Thread.class, "unheardOf", methodType(void.class));
        assertThat(access.failure())
                .hasMessageStartingWith("Raddle is made for JDK 25 and cannot run on JDK ")
                .hasMessageContaining(Runtime.version().toString())
                .hasMessageEndingWith("unheardOf is missing or has another type")
                .hasCauseInstanceOf(NoSuchMethodException.class);
    }

    @Test
    void aFieldOfAnotherTypeIsAFailure() {
        access.threadGetter("name", Integer.class, Integer.class);
        assertThat(access.failure()).hasMessageEndingWith("name is missing or has another type");
    }

    @Test
    void aMissingClassIsAFailureWithAStandIn() {
        assertThat(access.type("java.lang.Unheard")).isEqualTo(Object.class);
        assertThat(access.failure()).hasMessageEndingWith("java.lang.Unheard is missing");
    }

    @Test
    void aMissingPackageIsAFailure() {
        PrivateAccess exporting = PrivateAccess.open("jdk.unheard.of");
        assertThat(exporting.failure()).hasMessageEndingWith("jdk.unheard.of cannot be exported");
    }

    @Test
    void aJvmThatWillNotDoIsAFailure() {
        access.require(Thread.class, "holdsNothing", "it holds nothing");
        assertThat(access.failure()).hasMessageContaining("holdsNothing is missing");
    }

    @Test
    void theFirstFailureCounts() {
        access.type("java.lang.First");
        access.type("java.lang.Second");
        access.initialize("java.lang.Third");
        assertThat(access.failure()).hasMessageEndingWith("java.lang.First is missing");
    }

    @Test
    void afterAFailureEveryHandleHasItsTypeAndThrowsAnew() {
        access.type("java.lang.Unheard");
        MethodHandle carrier =
                access.staticMethod(Thread.class, "currentCarrierThread", methodType(Thread.class));
        MethodHandle name = access.threadSetter("name", String.class, String.class);
        assertThat(carrier.type()).isEqualTo(methodType(Thread.class));
        assertThat(name.type()).isEqualTo(methodType(void.class, Thread.class, String.class));
        assertThat(access.constant(Thread.class, "NEW_THREAD_BINDINGS", Object.class)).isNull();
        assertThatThrownBy(carrier::invoke)
                .isInstanceOf(JdkAccessException.class)
                .hasMessage(access.failure().getMessage())
                .isNotSameAs(access.failure());
        assertThatThrownBy(() -> name.invoke(Thread.currentThread(), "x"))
                .isInstanceOf(JdkAccessException.class);
    }
}
