package dev.raddle.benchmarks.json;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Writes JSON on one line; {@link JsonReader} reads it back. */
public final class Json {

    private Json() {}

    /**
     * Writes a value.
     *
     * @param value a map, a list, a string, a number, a boolean or null; a number that JSON cannot
     *     express (infinite or none) becomes null
     * @return one line without its end
     * @throws IllegalArgumentException if the value is of another type
     */
    public static String write(Object value) {
        var out = new StringBuilder();
        append(out, value);
        return out.toString();
    }

    private static void append(StringBuilder out, Object value) {
        switch (value) {
            case null -> out.append("null");
            case Map<?, ?> map -> appendMap(out, map);
            case List<?> list -> appendList(out, list);
            case CharSequence text -> appendString(out, text);
            case Boolean truth -> out.append(truth);
            case Double number -> appendDouble(out, number);
            case Integer number -> out.append(number);
            case Long number -> out.append(number);
            default -> throw new IllegalArgumentException("not a JSON value: " + value.getClass());
        }
    }

    private static void appendDouble(StringBuilder out, double number) {
        if (!Double.isFinite(number)) {
            out.append("null");
        } else if (number == Math.rint(number) && Math.abs(number) < 1e15) {
            out.append((long) number);
        } else {
            out.append(number);
        }
    }

    private static void appendMap(StringBuilder out, Map<?, ?> map) {
        out.append('{');
        Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<?, ?> entry = entries.next();
            appendString(out, (CharSequence) entry.getKey());
            out.append(':');
            append(out, entry.getValue());
            if (entries.hasNext()) {
                out.append(',');
            }
        }
        out.append('}');
    }

    private static void appendList(StringBuilder out, List<?> list) {
        out.append('[');
        for (int i = 0; i < list.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            append(out, list.get(i));
        }
        out.append(']');
    }

    private static void appendString(StringBuilder out, CharSequence text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            appendCharacter(out, text.charAt(i));
        }
        out.append('"');
    }

    private static void appendCharacter(StringBuilder out, char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                // Lone surrogates have no UTF-8 form, so they are escaped like control characters.
                if (c < ' ' || Character.isSurrogate(c)) {
                    out.append("\\u").append(String.format("%04x", (int) c));
                } else {
                    out.append(c);
                }
            }
        }
    }
}
