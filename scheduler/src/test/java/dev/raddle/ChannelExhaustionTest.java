package dev.raddle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raddle.testing.BoundedTime;
import dev.raddle.testing.Caller;
import dev.raddle.testing.Caller.Kind;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.ArrayList;
import java.util.List;

/** An operation at the end of a stack is done, or has not begun: it never stops half-way. */
@BoundedTime
class ChannelExhaustionTest {
    private static final long STACK = 512 << 10;
    private static final int STEP = 5;

    /** What is done where the stack ends, to a channel where one waits to receive. */
    private enum Operation {
        SEND {
            @Override
            void run(Channel<Integer> channel) throws InterruptedException {
                channel.send(1);
            }
        },
        TRY_SEND {
            @Override
            void run(Channel<Integer> channel) {
                channel.trySend(1);
            }
        },
        TRY_RECEIVE {
            @Override
            void run(Channel<Integer> channel) {
                channel.tryReceive();
            }
        },
        CLOSE {
            @Override
            void run(Channel<Integer> channel) {
                channel.close();
            }
        },
        CANCEL {
            @Override
            void run(Channel<Integer> channel) {
                channel.cancel();
            }
        };

        abstract void run(Channel<Integer> channel) throws InterruptedException;
    }

    /** Goes down to the end of the stack, and some levels up again; there it does it. */
    private static final class Dive {
        private final Operation operation;
        private final Channel<Integer> channel;
        private int levelsUp;
        private boolean done;

        Dive(Operation operation, Channel<Integer> channel, int levelsUp) {
            this.operation = operation;
            this.channel = channel;
            this.levelsUp = levelsUp;
        }

        void down() {
            try {
                down();
            } catch (StackOverflowError e) {
                // the end, or that of the operation
            }
            if (levelsUp-- == 0) {
                try {
                    operation.run(channel);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                done = true;
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void itIsDoneOrHasNotBegun(Operation operation) throws Exception {
        var channels = new ArrayList<Channel<Integer>>();
        var receivers = new ArrayList<Caller<Received<Integer>>>();
        for (int i = 0; i < 400; i++) {
            Channel<Integer> channel = Channel.rendezvous();
            channels.add(channel);
            receivers.add(Caller.start(Kind.VIRTUAL, null, channel::receiveOrClosed).waiting());
        }
        List<Boolean> done = Caller.start(STACK, () -> dive(operation, channels)).result();
        assertThat(done).contains(true, false);
        for (int i = 0; i < channels.size(); i++) {
            boolean served = done.get(i) && operation != Operation.TRY_RECEIVE;
            if (!served) {
                assertThat(channels.get(i).trySend(2)).isEqualTo(new Sent.Done());
            }
            assertThat(receivers.get(i).result())
                    .as("level %d", i)
                    .isEqualTo(outcome(served, operation));
        }
    }

    private static List<Boolean> dive(Operation operation, List<Channel<Integer>> channels) {
        var done = new ArrayList<Boolean>();
        for (int i = 0; i < channels.size(); i++) {
            var dive = new Dive(operation, channels.get(i), i * STEP);
            dive.down();
            done.add(dive.done);
        }
        return done;
    }

    private static Received<Integer> outcome(boolean served, Operation operation) {
        if (!served) {
            return new Received.Item<>(2);
        }
        return switch (operation) {
            case CLOSE, CANCEL -> new Received.Closed<>(null);
            default -> new Received.Item<>(1);
        };
    }
}
