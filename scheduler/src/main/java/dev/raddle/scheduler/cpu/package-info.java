/**
 * Which CPUs the process may use, how far apart they are, and how a carrier stays on one.
 *
 * <p>{@link dev.raddle.scheduler.cpu.UsableCpus} says how many carriers make sense, {@link
 * dev.raddle.scheduler.cpu.PinningPolicy} which CPU each one gets, {@link
 * dev.raddle.scheduler.cpu.Affinity} puts it there, and {@link
 * dev.raddle.scheduler.cpu.VictimOrder} tells it from whom to steal first. {@link
 * dev.raddle.scheduler.cpu.Membarrier} makes all of them pass a fence. All of it is Linux; on other
 * systems carriers are not pinned and victims have no order.
 *
 * <p>These types are public because the scheduler, which opens and pins carriers, is a package of
 * its own. What is read from {@code /proc} and {@code /sys} is read below a root that tests choose.
 */
package dev.raddle.scheduler.cpu;
