package dev.raddle.stress;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The command line.
 *
 * @param mode how long tests run
 * @param pattern which tests; null for all
 * @param folder where results go
 */
record Arguments(Mode mode, Pattern pattern, Path folder) {

    /** Reads options that have a value each. */
    static Arguments parse(String... arguments) {
        var mode = Mode.DEFAULT;
        Pattern pattern = null;
        var folder = Path.of("stress-results");
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException(arguments[i] + " needs a value");
            }
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "-m" -> mode = mode(value);
                case "-t" -> pattern = pattern(value);
                case "-r" -> folder = Path.of(value);
                default ->
                        throw new IllegalArgumentException(
                                "no option " + arguments[i] + "; known are -m, -t and -r");
            }
        }
        return new Arguments(mode, pattern, folder);
    }

    boolean selects(TestName test) {
        return pattern == null || pattern.matcher(test.name()).find();
    }

    private static Mode mode(String value) {
        return Arrays.stream(Mode.values())
                .filter(mode -> mode.name().toLowerCase(Locale.ROOT).equals(value))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "no mode " + value + "; known are quick, default and tough"));
    }

    private static Pattern pattern(String value) {
        try {
            return Pattern.compile(value);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    value + " is no regular expression: " + e.getDescription(), e);
        }
    }
}
