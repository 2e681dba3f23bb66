package dev.raddle.testing;

import dev.raddle.Channel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether the calls that were made to a channel can be explained: by an order of their arrivals,
 * each between the call's begin and its end, in which {@link ChannelModel} gives the same answers,
 * each of them before the call's end.
 *
 * <p>After Wing and Gong, with Lowe's memory of what was tried: goes through the ends of calls in
 * their order; before each, tries to let those arrive that have begun.
 */
public final class ChannelHistory {
    private final int capacity;
    private final Channel.Overflow overflow;
    private final List<ChannelCall> calls;
    private final List<ChannelCall> byEnd;
    private final Set<Tried> tried = new HashSet<>();

    /** How far the search had come. */
    private record Tried(
            int ended, Set<ChannelCall> arrived, Set<ChannelCall> answered, ChannelModel model) {}

    private ChannelHistory(int capacity, Channel.Overflow overflow, List<ChannelCall> calls) {
        this.capacity = capacity;
        this.overflow = overflow;
        this.calls = calls;
        byEnd = new ArrayList<>(calls);
        byEnd.sort(Comparator.comparingInt(ChannelCall::to));
    }

    /** Whether it can be explained. */
    public static boolean isExplained(
            int capacity, Channel.Overflow overflow, List<ChannelCall> calls) {
        return new ChannelHistory(capacity, overflow, calls)
                .search(new Tried(0, Set.of(), Set.of(), ChannelModel.EMPTY));
    }

    private boolean search(Tried now) {
        if (now.ended == byEnd.size()) {
            return true;
        }
        if (!tried.add(now)) {
            return false;
        }
        ChannelCall ends = byEnd.get(now.ended);
        if (now.answered.contains(ends)) { // others can as well arrive later
            return search(new Tried(now.ended + 1, now.arrived, now.answered, now.model));
        }
        for (ChannelCall call : calls) {
            if (call.from() < ends.to() && !now.arrived.contains(call) && arrives(call, now)) {
                return true;
            }
        }
        return false;
    }

    private boolean arrives(ChannelCall call, Tried now) {
        ChannelModel.Step step = now.model.arrive(call, capacity, overflow);
        var answered = new HashSet<>(now.answered);
        for (ChannelModel.Answer answer : step.answers()) {
            if (!answer.isAsRecorded()) {
                return false;
            }
            answered.add(answer.call());
        }
        var arrived = new HashSet<>(now.arrived);
        arrived.add(call);
        return search(new Tried(now.ended, arrived, answered, step.after()));
    }
}
