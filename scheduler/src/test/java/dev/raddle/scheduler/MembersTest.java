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
    private static final int FORKED = 50_000;

    /** The list itself, just before it is swept, and the handles that are held. */
    private static final int ENOUGH = 300;

    private final Members members = new Members();
    private final List<WeakReference<?>> forked = new ArrayList<>();

    @Test
    void aHandleOfADeadMemberHoldsNoChainOfOtherDeadOnes() {
        var held = new ArrayList<Member<?>>();
        var alive = new ArrayDeque<Member<?>>();
        for (int i = 0; i < FORKED; i++) {
            Member<?> member = fork();
            if (i % 16 == 0) {
                alive.addLast(member); // over several sweeps, and then it is linked to newer ones
                if (alive.size() > 20) {
                    end(alive.removeFirst());
                }
            } else {
                end(member);
                if (held.size() < 100) {
                    held.add(member);
                }
            }
        }
        assertThat(Garbage.leftOf(forked, ENOUGH)).isLessThan(ENOUGH);
        assertThat(held).allMatch(CoroutineImpl::isDone);
    }

    private Member<?> fork() {
        var member = Member.<Object>of((ended, unawaited) -> {}, null, null, () -> null);
        members.add(member);
        members.sweepIfGrown();
        forked.add(new WeakReference<>(member));
        return member;
    }

    private static void end(Member<?> member) {
        member.publish(Completion.success(1));
    }
}
