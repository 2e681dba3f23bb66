/**
 * {@code raddle gzip}: compresses on all cores, as one gzip stream.
 *
 * <p>{@code GzipCommand} reads the options and goes through the files; {@code Compressor} is a
 * {@link dev.raddle.Pipeline} of {@code BlockSource}, {@code BlockDeflater} and {@code
 * MemberWriter}; {@code Decompressor} is a plain loop. {@code Input} and {@code Output} know files,
 * standard streams and terminals.
 */
package dev.raddle.benchmarks.gzip;
