package dev.raddle.modules;

import dev.raddle.Coroutine;
import dev.raddle.Scheduler;
import dev.raddle.Scope;

import java.time.Duration;

/** A program of a user's, in a module. */
final class Program {
    private Program() {}

    public static void main(String[] arguments) {
        try (Scheduler scheduler = Scheduler.open()) {
            int answer =
                    scheduler.call(() -> {
                        try (Scope scope = Scope.open()) {
                            Coroutine<Integer> half =
                                    scope.fork(() -> {
                                        Coroutine.sleep(Duration.ofNanos(1));
                                        return 21;
                                    });
                            return 2 * half.join();
                        }
                    });
            System.out.println(Program.class.getModule() + ": " + answer);
        }
    }
}
