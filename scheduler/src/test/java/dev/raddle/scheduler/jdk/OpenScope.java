package dev.raddle.scheduler.jdk;

import jdk.internal.vm.StackableScope;

/** What a {@code StructuredTaskScope} is inside; linked only once the scheduler's handles are. */
final class OpenScope extends StackableScope {
    private final Runnable onClose;

    OpenScope(Runnable onClose) {
        this.onClose = onClose;
    }

    @Override
    protected boolean tryClose() {
        onClose.run();
        return true;
    }
}
