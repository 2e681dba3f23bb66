package dev.raddle.scheduler.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;

/** Each test runs on a platform thread and on a virtual one. */
class ScopedValueBindingsTest {
    private static final ScopedValue<String> COLOUR = ScopedValue.newInstance();
    private static final ScopedValue<String> SHAPE = ScopedValue.newInstance();

    /** On what kind of thread a test runs. */
    enum On {
        PLATFORM,
        VIRTUAL
    }

    private final List<String> seen = new ArrayList<>();

    @ParameterizedTest
    @EnumSource
    void nothingIsCapturedWhereNothingIsBound(On on) throws Exception {
        onThread(
                on,
                () -> {
                    seen.add("new: " + ScopedValueBindings.capture());
                    ScopedValue.where(COLOUR, "red").run(() -> {});
                    seen.add("left: " + ScopedValueBindings.capture());
                });
        assertThat(seen).containsExactly("new: null", "left: null");
    }

    @ParameterizedTest
    @EnumSource
    void inheritedBindingsAreSeenAndGone(On on) throws Exception {
        Object red = captured("red");
        onThread(
                on,
                () -> {
                    look();
                    ScopedValueBindings.run(red, this::look);
                    look();
                });
        assertThat(seen).containsExactly("-", "red", "-");
    }

    @ParameterizedTest
    @EnumSource
    void bodiesRunBackToBackAreIsolated(On on) throws Exception {
        Object red = captured("red");
        Object blue = captured("blue");
        onThread(
                on,
                () -> {
                    ScopedValueBindings.run(red, this::look);
                    ScopedValueBindings.run(blue, this::look);
                    ScopedValueBindings.run(null, this::look);
                    ScopedValueBindings.run(red, this::look);
                });
        assertThat(seen).containsExactly("red", "blue", "-", "red");
    }

    @ParameterizedTest
    @EnumSource
    void bodiesNest(On on) throws Exception {
        Object red = captured("red");
        Object blue = captured("blue");
        onThread(
                on,
                () ->
                        ScopedValue.where(COLOUR, "white")
                                .run(() -> {
                                    look();
                                    ScopedValueBindings.run(
                                            red,
                                            () -> {
                                                look();
                                                ScopedValueBindings.run(blue, this::look);
                                                look();
                                                ScopedValueBindings.run(null, this::look);
                                                look();
                                            });
                                    look();
                                }));
        assertThat(seen).containsExactly("white", "red", "blue", "red", "-", "red", "white");
    }

    @ParameterizedTest
    @EnumSource
    void aBodyRebindsInsideWhatItInherits(On on) throws Exception {
        Object red = captured("red");
        onThread(
                on,
                () ->
                        ScopedValueBindings.run(
                                red,
                                () -> {
                                    look();
                                    ScopedValue.where(COLOUR, "pink").run(this::look);
                                    look();
                                    ScopedValue.where(SHAPE, "round").run(this::look);
                                    look();
                                }));
        assertThat(seen).containsExactly("red", "pink", "red", "red", "red");
    }

    @ParameterizedTest
    @EnumSource
    void theSameBindingsAreCapturedAgain(On on) throws Exception {
        Object red = captured("red");
        List<Object> again = new ArrayList<>();
        onThread(
                on,
                () -> ScopedValueBindings.run(red, () -> again.add(ScopedValueBindings.capture())));
        assertThat(again).containsExactly(red);
    }

    @ParameterizedTest
    @EnumSource
    void bindingsSurviveAStackOverflow(On on) throws Exception {
        Object red = captured("red");
        onThread(
                on,
                () -> {
                    ScopedValueBindings.run(
                            red,
                            () -> {
                                look();
                                overflow();
                                look();
                                ScopedValueBindings.run(
                                        null,
                                        () -> {
                                            overflow();
                                            look();
                                        });
                                look();
                            });
                    look();
                });
        assertThat(seen).containsExactly("red", "red", "-", "red", "-");
    }

    @ParameterizedTest
    @EnumSource
    void capturesAfterAStackOverflow(On on) throws Exception {
        Object red = captured("red");
        List<Object> captured = new ArrayList<>();
        BiConsumer<Object, Runnable> run = ScopedValueBindings::run;
        onThread(
                on,
                () -> {
                    run.accept(
                            red,
                            () -> {
                                overflow();
                                captured.add(ScopedValueBindings.capture());
                            });
                    overflow();
                    captured.add(ScopedValueBindings.capture());
                });
        assertThat(captured).containsExactly(red, null);
    }

    @ParameterizedTest
    @EnumSource
    void anEscapingStackOverflowLeavesNothingBehind(On on) throws Exception {
        Object red = captured("red");
        Object blue = captured("blue");
        onThread(
                on,
                () ->
                        ScopedValueBindings.run(
                                red,
                                () -> {
                                    look();
                                    assertThatThrownBy(() ->
                                                    ScopedValueBindings.run(blue, () -> endless(0)))
                                            .isInstanceOf(StackOverflowError.class);
                                    look();
                                }));
        assertThat(seen).containsExactly("red", "red");
    }

    /** The frames of our own are what overflows, at every depth that there is. */
    @ParameterizedTest
    @EnumSource
    void anOverflowAnywhereInBetweenLeavesNothingBehind(On on) throws Exception {
        Object red = captured("red");
        Object blue = captured("blue");
        onThread(
                on,
                () -> {
                    ScopedValueBindings.run(
                            red,
                            () -> {
                                for (int i = 0; i < 50; i++) {
                                    alternate(red, blue);
                                    look();
                                }
                            });
                    look();
                });
        assertThat(seen.subList(0, 50)).containsOnly("red");
        assertThat(seen.get(50)).isEqualTo("-");
    }

    @ParameterizedTest
    @EnumSource
    void exceptionsComeOutUnchanged(On on) throws Exception {
        Object red = captured("red");
        onThread(
                on,
                () -> {
                    IllegalArgumentException failure = new IllegalArgumentException("no");
                    assertThatThrownBy(() ->
                                    ScopedValueBindings.run(
                                            red,
                                            () -> {
                                                throw failure;
                                            }))
                            .isSameAs(failure);
                    look();
                });
        assertThat(seen).containsExactly("-");
    }

    @ParameterizedTest
    @EnumSource(names = "VIRTUAL")
    void bindingsSurviveASuspension(On on) throws Exception {
        Object red = captured("red");
        Object blue = captured("blue");
        Loop loop = new Loop();
        Thread first =
                loop.run(() ->
                        ScopedValueBindings.run(
                                red,
                                () -> {
                                    look();
                                    LockSupport.park();
                                    look();
                                }));
        loop.run(() -> ScopedValueBindings.run(blue, this::look));
        look();
        LockSupport.unpark(first);
        loop.drain();
        look();
        assertThat(on).isEqualTo(On.VIRTUAL);
        assertThat(seen).containsExactly("red", "blue", "-", "red", "-");
    }

    private void look() {
        String first = COLOUR.orElse("-");
        String cached = COLOUR.orElse("-");
        seen.add(first.equals(cached) ? first : first + " then " + cached);
    }

    private static Object captured(String colour) {
        return ScopedValue.where(COLOUR, colour).call(ScopedValueBindings::capture);
    }

    private static void overflow() {
        try {
            endless(0);
        } catch (StackOverflowError e) {
            return;
        }
        throw new AssertionError("no overflow");
    }

    private static int endless(int depth) {
        return endless(depth + 1) + 1;
    }

    private static void alternate(Object one, Object other) {
        try {
            ScopedValueBindings.run(other, () -> alternate(other, one));
        } catch (StackOverflowError e) {
            COLOUR.orElse("-");
        }
    }

    private static void onThread(On on, Runnable body) throws Exception {
        switch (on) {
            case PLATFORM -> {
                Throwable[] failure = new Throwable[1];
                Thread thread = Thread.ofPlatform().unstarted(body);
                thread.setUncaughtExceptionHandler((t, e) -> failure[0] = e);
                thread.start();
                thread.join();
                assertThat(failure[0]).isNull();
            }
            case VIRTUAL -> {
                Throwable[] failure = new Throwable[1];
                new Loop()
                        .run(() -> {
                            try {
                                body.run();
                            } catch (Throwable e) {
                                failure[0] = e;
                            }
                        });
                assertThat(failure[0]).isNull();
            }
            default -> throw new AssertionError(on);
        }
    }
}
