package dev.raddle.testing;

import dev.raddle.Channel;
import dev.raddle.Received;
import dev.raddle.Sent;

import java.util.ArrayList;
import java.util.List;

/**
 * What a channel is meant to be: one step after the other, and each of them whole. A call arrives
 * in one step; there it is answered, or waits until another's step answers it.
 *
 * @param buffer the items, oldest first
 * @param senders the calls that wait to send, first come first
 * @param receivers the calls that wait to receive
 * @param closed whether it is
 */
record ChannelModel(
        List<Integer> buffer,
        List<ChannelCall> senders,
        List<ChannelCall> receivers,
        boolean closed) {
    private static final Sent DONE = new Sent.Done();
    private static final Sent FULL = new Sent.Full();
    private static final Sent SENDER_CLOSED = new Sent.Closed(null);
    private static final Received<Integer> NOTHING = new Received.Nothing<>();
    private static final Received<Integer> CLOSED = new Received.Closed<>(null);

    static final ChannelModel EMPTY = new ChannelModel(List.of(), List.of(), List.of(), false);

    /** An answer that a call got by some step. */
    record Answer(ChannelCall call, Object outcome, List<Integer> dropped) {
        boolean isAsRecorded() {
            return outcome.equals(call.outcome()) && dropped.equals(call.dropped());
        }
    }

    /** What comes of a step. */
    record Step(ChannelModel after, List<Answer> answers) {}

    Step arrive(ChannelCall call, int capacity, Channel.Overflow overflow) {
        var next = new Next(this, capacity, overflow);
        next.arrive(call);
        return new Step(next.freeze(), next.answers);
    }

    /** A copy that changes. */
    private static final class Next {
        private final List<Integer> buffer;
        private final List<ChannelCall> senders;
        private final List<ChannelCall> receivers;
        private final List<Answer> answers = new ArrayList<>();
        private final int capacity;
        private final Channel.Overflow overflow;
        private boolean closed;

        Next(ChannelModel now, int capacity, Channel.Overflow overflow) {
            buffer = new ArrayList<>(now.buffer);
            senders = new ArrayList<>(now.senders);
            receivers = new ArrayList<>(now.receivers);
            closed = now.closed;
            this.capacity = capacity;
            this.overflow = overflow;
        }

        ChannelModel freeze() {
            return new ChannelModel(
                    List.copyOf(buffer), List.copyOf(senders), List.copyOf(receivers), closed);
        }

        void arrive(ChannelCall call) {
            switch (call.operation()) {
                case SEND, TRY_SEND -> send(call);
                case RECEIVE, TRY_RECEIVE -> receive(call);
                case CLOSE -> {
                    closed = true;
                    answerAll(receivers, CLOSED); // had there been items, none would wait
                    answer(call, DONE);
                }
                case CANCEL -> {
                    closed = true;
                    answerAll(receivers, CLOSED);
                    answerAll(senders, SENDER_CLOSED);
                    answers.add(new Answer(call, DONE, List.copyOf(buffer)));
                    buffer.clear();
                }
            }
        }

        private void send(ChannelCall call) {
            if (closed) {
                answer(call, SENDER_CLOSED);
            } else if (!receivers.isEmpty()) {
                answer(receivers.removeFirst(), new Received.Item<>(call.item()));
                answer(call, DONE);
            } else if (buffer.size() < capacity || overflow == Channel.Overflow.GROW) {
                buffer.add(call.item());
                answer(call, DONE);
            } else if (overflow == Channel.Overflow.DROP_LATEST) {
                answers.add(new Answer(call, DONE, List.of(call.item())));
            } else if (overflow == Channel.Overflow.DROP_OLDEST) {
                answers.add(new Answer(call, DONE, List.of(buffer.removeFirst())));
                buffer.add(call.item());
            } else if (call.operation() == ChannelCall.Operation.TRY_SEND) {
                answer(call, FULL);
            } else {
                senders.add(call);
            }
        }

        private void receive(ChannelCall call) {
            if (!senders.isEmpty()) {
                ChannelCall sender = senders.removeFirst();
                buffer.add(sender.item());
                answer(sender, DONE);
            }
            if (!buffer.isEmpty()) {
                answer(call, new Received.Item<>(buffer.removeFirst()));
            } else if (closed) {
                answer(call, CLOSED);
            } else if (call.operation() == ChannelCall.Operation.TRY_RECEIVE) {
                answer(call, NOTHING);
            } else {
                receivers.add(call);
            }
        }

        private void answerAll(List<ChannelCall> calls, Object outcome) {
            calls.forEach(call -> answer(call, outcome));
            calls.clear();
        }

        private void answer(ChannelCall call, Object outcome) {
            answers.add(new Answer(call, outcome, List.of()));
        }
    }
}
