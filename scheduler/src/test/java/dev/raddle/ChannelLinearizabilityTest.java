package dev.raddle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raddle.testing.BoundedTime;
import dev.raddle.testing.ChannelCall;
import dev.raddle.testing.ChannelCall.Operation;
import dev.raddle.testing.ChannelHistory;
import dev.raddle.testing.RandomCalls;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;

/**
 * What threads see of a channel is explained by some order of whole steps; and the one who says so
 * does not explain everything.
 */
@BoundedTime
class ChannelLinearizabilityTest {
    private static final int PROGRAMS = 1_500;

    private static final Sent DONE = new Sent.Done();
    private static final Sent FULL = new Sent.Full();
    private static final Sent SENDER_CLOSED = new Sent.Closed(null);
    private static final Received<Integer> NOTHING = new Received.Nothing<>();
    private static final Received<Integer> CLOSED = new Received.Closed<>(null);

    private final List<ChannelCall> calls = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void randomCallsAreExplained(int carriers) throws Exception {
        try (Scheduler scheduler =
                Scheduler.builder().carriers(carriers).pinning(Pinning.none()).open()) {
            for (long seed = 0; seed < PROGRAMS; seed++) {
                RandomCalls.check(scheduler, seed);
            }
        }
    }

    // ---- The checker ---------------------------------------------------------------------------

    private void call(int thread, Operation operation, int item, int from, int to, Object outcome) {
        calls.add(new ChannelCall(thread, operation, item, from, to, outcome, List.of()));
    }

    private boolean isExplained(int capacity) {
        boolean explained = ChannelHistory.isExplained(capacity, Channel.Overflow.WAIT, calls);
        calls.clear();
        return explained;
    }

    private static Received<Integer> item(int item) {
        return new Received.Item<>(item);
    }

    @Test
    void itKnowsThatItemsStayInOrder() {
        call(0, Operation.SEND, 1, 0, 1, DONE);
        call(0, Operation.SEND, 2, 2, 3, DONE);
        call(1, Operation.RECEIVE, 0, 4, 5, item(2));
        call(1, Operation.RECEIVE, 0, 6, 7, item(1));
        assertThat(isExplained(2)).isFalse();
        call(0, Operation.SEND, 1, 0, 2, DONE);
        call(2, Operation.SEND, 2, 1, 3, DONE);
        call(1, Operation.RECEIVE, 0, 4, 5, item(2));
        call(1, Operation.RECEIVE, 0, 6, 7, item(1));
        assertThat(isExplained(2)).as("sent at the same time").isTrue();
    }

    @Test
    void itKnowsThatAnItemIsReceivedOnce() {
        call(0, Operation.SEND, 1, 0, 1, DONE);
        call(1, Operation.RECEIVE, 0, 2, 3, item(1));
        call(2, Operation.RECEIVE, 0, 4, 5, item(1));
        assertThat(isExplained(1)).isFalse();
    }

    @Test
    void itKnowsThatNoItemIsLost() {
        call(0, Operation.SEND, 1, 0, 1, DONE);
        call(1, Operation.TRY_RECEIVE, 0, 2, 3, NOTHING);
        assertThat(isExplained(1)).isFalse();
        call(0, Operation.SEND, 1, 0, 2, DONE);
        call(1, Operation.TRY_RECEIVE, 0, 1, 3, NOTHING);
        assertThat(isExplained(1)).as("perhaps before it was sent").isTrue();
        call(0, Operation.SEND, 1, 0, 1, DONE);
        call(0, Operation.CLOSE, 0, 2, 3, DONE);
        call(1, Operation.RECEIVE, 0, 4, 5, CLOSED);
        assertThat(isExplained(1)).isFalse();
    }

    @Test
    void itKnowsWhenThereIsRoom() {
        call(0, Operation.TRY_SEND, 1, 0, 1, FULL);
        assertThat(isExplained(1)).isFalse();
        call(0, Operation.SEND, 1, 0, 1, DONE);
        call(0, Operation.SEND, 2, 2, 3, DONE);
        assertThat(isExplained(1)).as("nobody has made room").isFalse();
        call(0, Operation.SEND, 1, 0, 1, DONE);
        assertThat(isExplained(0)).as("nobody has received it").isFalse();
    }

    @Test
    void itKnowsThatWhoWaitsToSendIsNotClosedOut() {
        call(0, Operation.SEND, 1, 0, 5, DONE);
        call(1, Operation.CLOSE, 0, 1, 2, DONE);
        call(1, Operation.RECEIVE, 0, 3, 4, item(1));
        assertThat(isExplained(0)).as("it waited before the close").isTrue();
        call(1, Operation.CLOSE, 0, 0, 1, DONE);
        call(0, Operation.SEND, 1, 2, 5, DONE);
        call(1, Operation.RECEIVE, 0, 3, 4, item(1));
        assertThat(isExplained(0)).as("it came after the close").isFalse();
        call(1, Operation.CLOSE, 0, 0, 1, DONE);
        call(0, Operation.SEND, 1, 2, 3, SENDER_CLOSED);
        assertThat(isExplained(0)).isTrue();
    }

    @Test
    void itKnowsThatRoomGoesToWhoWaitedFirst() {
        call(0, Operation.SEND, 1, 0, 1, DONE);
        call(0, Operation.SEND, 2, 2, 9, SENDER_CLOSED);
        call(1, Operation.RECEIVE, 0, 3, 4, item(1));
        call(1, Operation.TRY_SEND, 3, 5, 6, FULL);
        call(1, Operation.CANCEL, 0, 7, 8, DONE);
        assertThat(isExplained(1)).as("either of them has the room").isFalse();
    }

    @Test
    void itKnowsWhatIsDropped() {
        call(0, Operation.SEND, 1, 0, 1, DONE);
        calls.add(new ChannelCall(0, Operation.SEND, 2, 2, 3, DONE, List.of(1)));
        call(0, Operation.RECEIVE, 0, 4, 5, item(2));
        assertThat(ChannelHistory.isExplained(1, Channel.Overflow.DROP_OLDEST, calls)).isTrue();
        assertThat(ChannelHistory.isExplained(1, Channel.Overflow.DROP_LATEST, calls)).isFalse();
        assertThat(ChannelHistory.isExplained(2, Channel.Overflow.DROP_OLDEST, calls)).isFalse();
    }
}
