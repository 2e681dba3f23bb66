package dev.raddle.testing;

import java.util.List;

/**
 * One call of a recorded history of a channel, and when it was made.
 *
 * @param thread which makes one call at a time
 * @param operation what was called
 * @param item what was sent, if anything
 * @param from when it began
 * @param to when it ended; no two calls begin or end at the same time
 * @param outcome what it returned
 * @param dropped what the handler for undelivered items was told by it
 */
public record ChannelCall(
        int thread,
        Operation operation,
        int item,
        int from,
        int to,
        Object outcome,
        List<Integer> dropped) {

    /** What can be called. */
    public enum Operation {
        /** Outcome: Sent. */
        SEND,
        /** Outcome: Sent. */
        TRY_SEND,
        /** Outcome: Received. */
        RECEIVE,
        /** Outcome: Received. */
        TRY_RECEIVE,
        /** Outcome: done. */
        CLOSE,
        /** Outcome: done. */
        CANCEL
    }
}
