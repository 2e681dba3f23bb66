/**
 * The only place that touches JDK internals.
 *
 * <p>JDK 25 has no public interface for what a scheduler of virtual threads needs. One flag opens
 * the way, {@code --add-opens java.base/java.lang=ALL-UNNAMED} (or this jar as {@code -javaagent});
 * from {@code java.lang} this package reaches the rest by itself. Without it every method that
 * needs it throws {@link dev.raddle.scheduler.jdk.JdkAccessException}, which says what to do.
 *
 * <p>Public here are the types that carriers, hosts and pinning need, and nothing else: what they
 * promise is in terms of threads, never of JDK classes. {@code JdkHandles} lists every internal
 * member we depend on, so porting to another JDK starts, and mostly ends, there.
 */
package dev.raddle.scheduler.jdk;
