package dev.raddle.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raddle.testing.BoundedTime;
import dev.raddle.testing.Garbage;

import org.junit.jupiter.api.Test;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** What a scope that lives long holds. */
@BoundedTime
class MembersTest {
    private static final int ALIVE = 10;
    private static final int FORKED = 50_000;

    /** The list itself, just before it is swept. */
    private static final int ENOUGH = 150;

    private final Members members = new Members();
    private final List<WeakReference<?>> forked = new ArrayList<>();

    @Test
    void aHandleOfADeadMemberHoldsNoChainOfOtherDeadOnes() {
        var alive = new ArrayDeque<Member<?>>();
        var held = new ArrayList<Member<?>>();
        for (int i = 0; i < ALIVE; i++) {
            alive.addLast(fork());
            held.add(fork()); // which is linked to one that lives longer
        }
        held.forEach(MembersTest::end);
        for (int i = 0; i < FORKED; i++) {
            alive.addLast(fork());
            if (alive.size() > ALIVE) {
                end(alive.removeFirst());
            }
        }
        assertThat(Garbage.leftOf(forked, ENOUGH)).isLessThan(ENOUGH);
        assertThat(held).allMatch(CoroutineImpl::isDone);
    }

    private Member<?> fork() {
        var member = new Member<Object>((ended, unawaited) -> {}, null, null, () -> null);
        members.add(member);
        members.sweepIfGrown();
        forked.add(new WeakReference<>(member));
        return member;
    }

    private static void end(Member<?> member) {
        member.publish(Completion.success(1));
    }
}
