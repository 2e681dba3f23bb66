package dev.raddle.benchmarks.bench;

/** A round gave another answer than the workload's: its time means nothing. */
final class WrongAnswerException extends Exception {
    private static final long serialVersionUID = 1;

    private final long answer;

    WrongAnswerException(long answer, long expected) {
        super("wrong answer " + answer + " instead of " + expected);
        this.answer = answer;
    }

    long answer() {
        return answer;
    }
}
