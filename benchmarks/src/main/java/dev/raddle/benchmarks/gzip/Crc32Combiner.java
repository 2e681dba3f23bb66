package dev.raddle.benchmarks.gzip;

/**
 * The CRC-32 of two pieces of data, one after the other, from the CRC-32 of each.
 *
 * <p>A CRC is the rest of a polynomial over GF(2), divided by that of CRC-32. Data that follows
 * multiplies what was before it by x to the number of its bits; so the sum's CRC is the first one,
 * multiplied by that power, plus the second. After zlib's {@code crc32_combine}. Bits are
 * reflected: the highest bit of an {@code int} is the coefficient of x to the 0.
 */
final class Crc32Combiner {
    private static final int POLYNOMIAL = 0xEDB88320;
    private static final int ONE = 0x80000000;
    private static final int X_TO_8 = ONE >>> 8;

    private long powerLength = -1;
    private int power;

    /**
     * Combines two check sums.
     *
     * @param first of what comes first
     * @param second of what follows
     * @param secondLength bytes that follow
     * @return the check sum of both
     */
    int combine(int first, int second, long secondLength) {
        if (secondLength != powerLength) {
            powerLength = secondLength;
            power = powerOfX(secondLength);
        }
        return multiply(first, power) ^ second;
    }

    /** x to the power of 8 times the number of bytes, by repeated squaring. */
    private static int powerOfX(long bytes) {
        int result = ONE;
        int square = X_TO_8;
        for (long rest = bytes; rest != 0; rest >>>= 1) {
            if ((rest & 1) != 0) {
                result = multiply(result, square);
            }
            square = multiply(square, square);
        }
        return result;
    }

    private static int multiply(int a, int b) {
        int product = 0;
        int multiple = b;
        for (int rest = a; rest != 0; rest <<= 1) {
            if (rest < 0) {
                product ^= multiple;
            }
            multiple = (multiple >>> 1) ^ ((multiple & 1) != 0 ? POLYNOMIAL : 0);
        }
        return product;
    }
}
