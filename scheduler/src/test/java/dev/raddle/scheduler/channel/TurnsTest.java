package dev.raddle.scheduler.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raddle.Coroutine;
import dev.raddle.Pinning;
import dev.raddle.Scheduler;
import dev.raddle.testing.Await;
import dev.raddle.testing.BoundedTime;

import org.junit.jupiter.api.Test;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicBoolean;

/** Turns step by step, on one thread: nobody parks. */
@BoundedTime
class TurnsTest {
    private static final long FLAGS = End.DIVERTED | End.CLOSED;

    private Ring<String> ring = new Ring<>(2);
    private Turns<String> turns = new Turns<>(ring);

    private void withCapacity(int capacity) {
        ring = new Ring<>(capacity);
        turns = new Turns<>(ring);
    }

    private Turn<String> send(String item) {
        Turn<String> turn = Turn.toSend(turns, null, item);
        turns.await(turn);
        return turn;
    }

    private Turn<String> receive() {
        Turn<String> turn = Turn.toReceive(turns, null);
        turns.await(turn);
        return turn;
    }

    private void offer(String item) {
        assertThat(ring.offer(item)).isEqualTo(Ring.Offered.DONE);
        turns.itemAdded();
    }

    private void assertNobodyWaits() {
        assertThat(turns.hasSenders()).isFalse();
        assertThat(turns.hasReceivers()).isFalse();
        assertThat(End.has(ring.tail().look(), End.DIVERTED)).isFalse();
        assertThat(End.has(ring.head().look(), FLAGS)).isFalse();
    }

    @Test
    void whoCanBeServedIsServedAtOnce() {
        offer("a");
        Turn<String> receiver = receive();
        assertThat(receiver.isSettled()).isTrue();
        assertThat(receiver.item()).isEqualTo("a");
        Turn<String> sender = send("b");
        assertThat(sender.isSettled()).isTrue();
        assertThat(ring.poll()).isEqualTo("b");
        assertNobodyWaits();
    }

    @Test
    void whoWaitsIsSeenAtItsEnd() {
        Turn<String> receiver = receive();
        assertThat(receiver.isSettled()).isFalse();
        assertThat(turns.hasReceivers()).isTrue();
        assertThat(End.has(ring.head().look(), End.DIVERTED)).isTrue();
        assertThat(ring.offer("a")).isEqualTo(Ring.Offered.DONE);
        assertThat(ring.poll()).as("nobody passes").isNull();
        turns.itemAdded();
        assertThat(receiver.item()).isEqualTo("a");
        assertNobodyWaits();
    }

    @Test
    void receiversAreServedInTheirOrder() {
        Turn<String> first = receive();
        Turn<String> second = receive();
        Turn<String> third = receive();
        offer("a");
        offer("b");
        assertThat(first.item()).isEqualTo("a");
        assertThat(second.item()).isEqualTo("b");
        assertThat(third.isSettled()).isFalse();
        turns.close(null);
        assertThat(third.isSettled()).isTrue();
        assertThat(third.isClosed()).isTrue();
        assertNobodyWaits();
    }

    @Test
    void sendersAreServedInTheirOrder() {
        withCapacity(1);
        offer("a");
        Turn<String> first = send("b");
        Turn<String> second = send("c");
        for (String expected : new String[] {"a", "b", "c"}) {
            assertThat(ring.poll()).isEqualTo(expected);
            turns.roomMade();
        }
        assertThat(first.isSettled() && second.isSettled()).isTrue();
        assertThat(first.isClosed() || second.isClosed()).isFalse();
        assertNobodyWaits();
    }

    @Test
    void inARendezvousTheyMeet() {
        withCapacity(0);
        Turn<String> sender = send("a");
        assertThat(receive().item()).isEqualTo("a");
        assertThat(sender.isSettled()).isTrue();
        Turn<String> receiver = receive();
        assertThat(send("b").isSettled()).isTrue();
        assertThat(receiver.item()).isEqualTo("b");
        assertNobodyWaits();
    }

    @Test
    void whoWithdrawsLeavesNothingBehind() {
        Turn<String> receiver = receive();
        assertThat(receiver.withdraw()).isTrue();
        assertNobodyWaits();
        offer("a");
        offer("b");
        Turn<String> sender = send("c");
        assertThat(sender.withdraw()).isTrue();
        assertNobodyWaits();
        assertThat(ring.size()).isEqualTo(2);
    }

    @Test
    void whoWithdrawsFromTheMiddleLeavesTheOthersInTheirOrder() {
        Turn<String> first = receive();
        Turn<String> second = receive();
        Turn<String> third = receive();
        assertThat(second.withdraw()).isTrue();
        offer("a");
        offer("b");
        assertThat(first.item()).isEqualTo("a");
        assertThat(third.item()).isEqualTo("b");
        assertThat(second.isSettled()).isFalse();
        assertNobodyWaits();
    }

    @Test
    void whoWasServedCannotWithdraw() {
        Turn<String> receiver = receive();
        offer("a");
        assertThat(receiver.withdraw()).isFalse();
        assertThat(receiver.item()).isEqualTo("a");
    }

    @Test
    void anItemThatWasAddedBeforeSomebodyWaitedIsSeen() {
        assertThat(ring.offer("a")).isEqualTo(Ring.Offered.DONE); // R1, R2
        Turn<String> receiver = receive(); // W1 to W4
        assertThat(receiver.item()).isEqualTo("a");
        turns.itemAdded(); // R3
        assertNobodyWaits();
    }

    @Test
    void closeServesSendersFirst() {
        withCapacity(1);
        offer("a");
        Turn<String> sender = send("b");
        turns.close(null);
        assertThat(sender.isSettled()).isFalse();
        assertThat(receive().item()).isEqualTo("a");
        assertThat(sender.isSettled()).isTrue();
        assertThat(sender.isClosed()).isFalse();
        assertThat(receive().item()).isEqualTo("b");
        assertThat(receive().isClosed()).isTrue();
        assertThat(send("c").isClosed()).isTrue();
    }

    @Test
    void cancelFailsSendersAndLeavesWhatIsInTheRingToBeDropped() {
        withCapacity(1);
        offer("a");
        Turn<String> sender = send("b");
        turns.cancel();
        assertThat(sender.isSettled()).isTrue();
        assertThat(sender.isClosed()).isTrue();
        assertThat(turns.takeLeft()).isEqualTo("a");
        assertThat(turns.takeLeft()).isNull();
    }

    @Test
    void whatWasCancelledIsForTheOneWhoDropsIt() {
        offer("a");
        turns.cancel();
        assertThat(ring.poll()).isNull();
        assertThat(receive().isClosed()).isTrue();
        assertThat(turns.takeLeft()).isEqualTo("a");
    }

    @Test
    void anAttemptIsServedAtOnceOrNotAtAll() {
        Turn<String> receiver = Turn.toReceive(turns, null);
        assertThat(turns.attempt(receiver)).isFalse();
        assertNobodyWaits();
        Turn<String> waiting = receive();
        Turn<String> sender = Turn.toSend(turns, null, "a");
        assertThat(turns.attempt(sender)).isTrue();
        assertThat(sender.isSettled()).isTrue();
        assertThat(waiting.item()).isEqualTo("a");
        assertNobodyWaits();
        turns.close(null);
        assertThat(turns.attempt(Turn.toSend(turns, null, "b")))
                .as("it learns of the end")
                .isTrue();
        assertThat(turns.attempt(Turn.toReceive(turns, null))).isTrue();
    }

    @Test
    void theOldestIsDisplacedOnlyIfThereIsNoRoom() {
        offer("a");
        Turn<String> second = Turn.toSend(turns, null, "b");
        assertThat(turns.displace(second)).isNull();
        Turn<String> third = Turn.toSend(turns, null, "c");
        assertThat(turns.displace(third)).isEqualTo("a");
        assertThat(second.isSettled() && third.isSettled()).isTrue();
        assertThat(ring.poll()).isEqualTo("b");
        assertThat(ring.poll()).isEqualTo("c");
        assertNobodyWaits();
        turns.close(null);
        Turn<String> late = Turn.toSend(turns, null, "d");
        assertThat(turns.displace(late)).isNull();
        assertThat(late.isClosed()).isTrue();
    }

    /**
     * A sender has been stopped between its step and the store of its slot, and the lock's holder
     * waits for that: it does not let others of its carrier run, who might want the lock and be
     * pinned.
     */
    @Test
    void theHolderOfTheLockDoesNotSuspend() throws Exception {
        try (Scheduler scheduler = Scheduler.builder().carriers(1).pinning(Pinning.none()).open()) {
            assertThat(ring.tail().tryPass(ring.tail().look())).isTrue();
            Coroutine<String> receiver = scheduler.spawn(() -> receive().item());
            Await.until(() -> End.has(ring.head().look(), End.DIVERTED)); // it has the lock
            var others = new AtomicBoolean();
            Coroutine<Void> other = scheduler.spawn(() -> others.set(true));
            for (int i = 0; i < 1_000_000; i++) {
                Thread.onSpinWait();
            }
            boolean letOthersRun = others.get();
            storeFirstSlot("late");
            assertThat(receiver.join()).isEqualTo("late");
            other.join();
            assertThat(letOthersRun).isFalse();
        }
    }

    private void storeFirstSlot(String item) throws Exception {
        VarHandle slots =
                MethodHandles.privateLookupIn(Ring.class, MethodHandles.lookup())
                        .findVarHandle(Ring.class, "slots", Object[].class);
        VarHandle slot = MethodHandles.arrayElementVarHandle(Object[].class);
        slot.setRelease((Object[]) slots.get(ring), 0, item);
    }
}
