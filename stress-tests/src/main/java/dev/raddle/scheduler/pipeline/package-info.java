/** jcstress tests of the pipeline's protocols. */
package dev.raddle.scheduler.pipeline;
