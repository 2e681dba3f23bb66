package dev.raddle.benchmarks.forkjoin;

import dev.raddle.benchmarks.workload.Program;
import dev.raddle.benchmarks.workload.Setting;

import java.util.concurrent.RecursiveAction;
import java.util.concurrent.RecursiveTask;

/** Many empty tasks from one, joined newest first, as the pool's documentation advises. */
public final class PoolSpawn {

    private PoolSpawn() {}

    /**
     * By {@link RecursiveAction}.
     *
     * @param setting {@code coroutines}
     * @return a program
     */
    public static Program program(Setting setting) {
        int count = setting.get("coroutines");
        return new OnPool(setting, () -> new Root(count));
    }

    private static final class Root extends RecursiveTask<Long> {
        private static final long serialVersionUID = 1;

        private final int count;

        Root(int count) {
            this.count = count;
        }

        @Override
        protected Long compute() {
            var children = new Empty[count];
            for (int i = 0; i < count; i++) {
                children[i] = new Empty();
                children[i].fork();
            }
            long succeeded = 0;
            for (int i = count - 1; i >= 0; i--) {
                children[i].join();
                succeeded += children[i].isCompletedNormally() ? 1 : 0;
            }
            return succeeded;
        }
    }

    private static final class Empty extends RecursiveAction {
        private static final long serialVersionUID = 1;

        @Override
        protected void compute() {}
    }
}
