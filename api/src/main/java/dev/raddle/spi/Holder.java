package dev.raddle.spi;

import java.util.ServiceLoader;

/** Loads the provider once, so that the JIT sees a constant. */
final class Holder {
    static final Provider PROVIDER =
            ServiceLoader.load(Provider.class, Provider.class.getClassLoader())
                    .findFirst()
                    .orElseThrow(() ->
                            new IllegalStateException(
                                    "Raddle's implementation is missing: add"
                                            + " dev.raddle:raddle-scheduler to the class"
                                            + " path"));

    private Holder() {}
}
