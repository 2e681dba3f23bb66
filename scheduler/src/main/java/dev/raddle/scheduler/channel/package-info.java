/**
 * Channels: what senders and receivers share, and how they wait for one another.
 *
 * <p>{@link dev.raddle.scheduler.channel.ChannelImpl} is public since the provider makes them.
 */
package dev.raddle.scheduler.channel;
