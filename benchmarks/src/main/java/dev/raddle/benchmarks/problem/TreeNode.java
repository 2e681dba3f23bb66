package dev.raddle.benchmarks.problem;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * A node of an unbalanced tree: its depth and its own state of the splittable random generator, a
 * SHA-1 digest. The root's is that of sixteen zeros and the seed, a child's that of its parent's
 * state and its index.
 *
 * <p>The JDK's SHA-1 uses the CPU's instructions for it, and copying one that nobody has used takes
 * half the time of asking for another and needs no thread-local: 72 ns with the digest, of which
 * the digest is 57. A SHA-1 written in Java took 170.
 */
public final class TreeNode {
    private static final int STATE_BYTES = 20;
    private static final VarHandle WORD =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final MessageDigest UNUSED = sha1();

    private final byte[] state;
    private final int depth;

    private TreeNode(byte[] state, int depth) {
        this.state = state;
        this.depth = depth;
    }

    static TreeNode root(int seed) {
        return new TreeNode(digest(new byte[STATE_BYTES - Integer.BYTES], seed), 0);
    }

    TreeNode child(int index) {
        return new TreeNode(digest(state, index), depth + 1);
    }

    /**
     * How far it is from the root.
     *
     * @return 0 for the root itself
     */
    public int depth() {
        return depth;
    }

    /** The random number of this node, from 0 on and below 1. */
    double random() {
        int word = (int) WORD.get(state, STATE_BYTES - Integer.BYTES) & Integer.MAX_VALUE;
        return word / (Integer.MAX_VALUE + 1.0);
    }

    private static byte[] digest(byte[] bytes, int word) {
        byte[] input = Arrays.copyOf(bytes, bytes.length + Integer.BYTES);
        WORD.set(input, bytes.length, word);
        return copyOfUnused().digest(input);
    }

    private static MessageDigest copyOfUnused() {
        try {
            return (MessageDigest) UNUSED.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
