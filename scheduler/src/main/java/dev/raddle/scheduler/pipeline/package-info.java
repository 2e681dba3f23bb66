/**
 * Pipelines: a source, parallel stages that keep the input's order, a sink. Written against the
 * public API alone; {@link dev.raddle.scheduler.pipeline.Pipelines} is public because the provider
 * in the parent package calls it.
 *
 * <p>A pipeline is a description ({@code OrderedPipeline}); each run of it is a {@code Run}, in
 * which short-lived coroutines, the <i>runners</i>, carry items from the {@code Intake} through the
 * stages to the {@code Outlet}.
 */
package dev.raddle.scheduler.pipeline;
