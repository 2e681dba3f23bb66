package dev.raddle.benchmarks.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what {@link Json} writes, and JSON in general, into plain maps, lists and values. */
public final class JsonReader {

    private final String text;
    private int at;

    private JsonReader(String text) {
        this.text = text;
    }

    /**
     * Reads one value.
     *
     * @param text JSON
     * @return a map, a list, a string, a {@code Long}, a {@code Double}, a {@code Boolean} or null
     * @throws IllegalArgumentException if the text is not JSON
     */
    public static Object read(String text) {
        var reader = new JsonReader(text);
        Object value = reader.value();
        if (reader.peek() != 0) {
            throw reader.unexpected();
        }
        return value;
    }

    /**
     * Reads one object.
     *
     * @param text JSON
     * @return its members, in order
     * @throws IllegalArgumentException if the text is not a JSON object
     */
    public static Map<String, Object> readObject(String text) {
        var reader = new JsonReader(text);
        reader.expect('{');
        Map<String, Object> members = reader.members();
        if (reader.peek() != 0) {
            throw reader.unexpected();
        }
        return members;
    }

    private Object value() {
        return switch (peek()) {
            case '{' -> {
                at++;
                yield members();
            }
            case '[' -> list();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, Object> members() {
        var members = new LinkedHashMap<String, Object>();
        if (peek() == '}') {
            at++;
            return members;
        }
        do {
            String name = string();
            expect(':');
            members.put(name, value());
        } while (more('}'));
        return members;
    }

    private List<Object> list() {
        expect('[');
        var values = new ArrayList<>();
        if (peek() == ']') {
            at++;
            return values;
        }
        do {
            values.add(value());
        } while (more(']'));
        return values;
    }

    private boolean more(char end) {
        if (peek() == end) {
            at++;
            return false;
        }
        expect(',');
        return true;
    }

    private String string() {
        expect('"');
        var out = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            out.append(text.charAt(at) == '\\' ? escaped() : text.charAt(at));
            at++;
        }
        if (at >= text.length()) {
            throw unexpected();
        }
        at++;
        return out.toString();
    }

    /** Leaves the position on the last character of the escape. */
    private char escaped() {
        at++;
        if (at >= text.length()) {
            throw unexpected();
        }
        char c = text.charAt(at);
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> unicode();
            case '"', '\\', '/' -> c;
            default -> throw unexpected();
        };
    }

    private char unicode() {
        if (at + 4 >= text.length()) {
            throw unexpected();
        }
        try {
            char c = (char) Integer.parseInt(text, at + 1, at + 5, 16);
            at += 4;
            return c;
        } catch (NumberFormatException notHex) {
            throw unexpected();
        }
    }

    private Object number() {
        int start = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String digits = text.substring(start, at);
        try {
            if (digits.chars().allMatch(c -> c == '-' || Character.isDigit(c))) {
                return Long.valueOf(digits);
            }
            return Double.valueOf(digits);
        } catch (NumberFormatException notNumber) {
            at = start;
            throw unexpected();
        }
    }

    private Object word(String word, Object meaning) {
        if (!text.startsWith(word, at)) {
            throw unexpected();
        }
        at += word.length();
        return meaning;
    }

    private void expect(char wanted) {
        if (peek() != wanted) {
            throw unexpected();
        }
        at++;
    }

    /** The next character that is not white space, or 0 at the end. */
    private char peek() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private IllegalArgumentException unexpected() {
        String what = at < text.length() ? "'" + text.charAt(at) + "'" : "end";
        return new IllegalArgumentException("unexpected " + what + " at " + at + " of JSON");
    }
}
