package dev.raddle.scheduler.pipeline;

import dev.raddle.Pipeline;

import java.util.Iterator;

public final class Pipelines {
    public static <T> Pipeline<T> from(Iterator<? extends T> s) {
        throw new UnsupportedOperationException();
    }
}
