package dev.raddle.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raddle.testing.BoundedTime;

import org.junit.jupiter.api.Test;

/** A half that its carrier sees and cannot have. */
@BoundedTime
class JoinStackOutOfReachTest {
    /**
     * Another carrier's parent is between the two stores of its takeBack, its thread switched out.
     */
    @Test
    void aCarrierThatCannotHaveAHalfYetGoesOnWithOtherWork() throws Exception {
        var slotsField = JoinStack.class.getDeclaredField("slots");
        slotsField.setAccessible(true);
        Steps.run(
                1,
                steps -> {
                    var joins = new JoinStack(1);
                    joins.beginRun(0, new Kind(), null, null);
                    joins.push(0, "right");
                    ((Object[]) slotsField.get(joins))[0] = null; // all of takeBack until then
                    joins.list(steps.carrier(0));
                    steps.carrier(0).spawn(steps.mark("other work"));
                    var parent =
                            new Thread(() -> {
                                long start = System.nanoTime();
                                while (System.nanoTime() - start < 2_000_000_000L
                                        && steps.trace.isEmpty()) {
                                    Thread.yield();
                                }
                                steps.trace.add("the parent goes on");
                                joins.takeBack(0);
                            });
                    parent.start();
                    steps.tick(0);
                    parent.join();
                    steps.tickWhileBusy(0);
                    assertThat(steps.trace).startsWith("other work");
                });
    }

    private static final class Kind extends JoinStack.Half {
        @Override
        Object run(Object body) {
            return body;
        }
    }
}
