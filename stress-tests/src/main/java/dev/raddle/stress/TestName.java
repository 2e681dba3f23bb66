package dev.raddle.stress;

/**
 * A jcstress test's name and what it says.
 *
 * <p>A class {@code ForkDequeTest} and a class {@code ForkDequeBrokenTest}, or the tests nested in
 * them, belong to the protocol {@code ForkDeque}. What is in the second is a <em>twin</em>: the
 * same over a protocol broken on purpose. It marks the outcomes that prove the break as {@code
 * ACCEPTABLE_INTERESTING}, with a description that starts with {@link #CAUGHT}.
 *
 * @param name as jcstress selects it, with dots
 * @param binaryName of the class, nested ones after a dollar sign
 */
record TestName(String name, String binaryName) implements Comparable<TestName> {

    /** How the description of an outcome starts that proves a twin's break. */
    static final String CAUGHT = "CAUGHT:";

    private static final String TEST = "Test";
    private static final String TWIN = "BrokenTest";

    boolean isTwin() {
        return outermost().endsWith(TWIN);
    }

    /** What is tested, the same for a test and its twin. */
    String protocol() {
        String outermost = outermost();
        String suffix = isTwin() ? TWIN : outermost.endsWith(TEST) ? TEST : "";
        return outermost.substring(0, outermost.length() - suffix.length());
    }

    /** The name without the package. */
    String shortName() {
        return binaryName.substring(binaryName.lastIndexOf('.') + 1).replace('$', '.');
    }

    private String outermost() {
        String simple = binaryName.substring(binaryName.lastIndexOf('.') + 1);
        int nested = simple.indexOf('$');
        return nested < 0 ? simple : simple.substring(0, nested);
    }

    @Override
    public int compareTo(TestName other) {
        return name.compareTo(other.name);
    }
}
