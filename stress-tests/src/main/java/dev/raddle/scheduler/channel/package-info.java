/** jcstress tests of the channels' protocols. */
package dev.raddle.scheduler.channel;
