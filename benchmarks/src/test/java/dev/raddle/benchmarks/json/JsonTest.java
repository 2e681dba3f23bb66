package dev.raddle.benchmarks.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class JsonTest {

    @Test
    void writesOneLineInTheOrderOfTheMap() {
        var map = new LinkedHashMap<String, Object>();
        map.put("b", 1L);
        map.put("a", List.of(true, 2.5, "x"));
        map.put("none", null);

        assertThat(Json.write(map)).isEqualTo("{\"b\":1,\"a\":[true,2.5,\"x\"],\"none\":null}");
    }

    @Test
    void writesWholeNumbersWithoutFraction() {
        assertThat(Json.write(Arrays.asList(3.0, -0.5, 1e20))).isEqualTo("[3,-0.5,1.0E20]");
    }

    @Test
    void writesNullForWhatIsNoNumber() {
        assertThat(Json.write(List.of(Double.NaN, Double.POSITIVE_INFINITY)))
                .isEqualTo("[null,null]");
    }

    @Test
    void refusesOtherTypes() {
        assertThatThrownBy(() -> Json.write(new Object()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "\"quoted\" \\ back",
                "line\nend\r\t",
                "\u0001\u001f",
                "ü € 𝄞"
            })
    void readsBackEveryString(String text) {
        String json = Json.write(text);

        assertThat(json).doesNotContain("\n", "\r");
        assertThat(JsonReader.read(json)).isEqualTo(text);
    }

    @Test
    void readsBackNestedValues() {
        Map<String, Object> map =
                Map.of("list", List.of(1L, 2.5, Map.of("deep", List.of())), "truth", false);

        assertThat(JsonReader.readObject(Json.write(map))).isEqualTo(map);
    }

    @Test
    void readsWhatOthersWrite() {
        assertThat(JsonReader.read(" { \"a\" : [ 1 , -2e3 , \"\\u00e9\\/\" ] , \"b\" : { } } "))
                .isEqualTo(Map.of("a", List.of(1L, -2000.0, "é/"), "b", Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[1,",
                "{\"a\"}",
                "\"open",
                "tru",
                "1 2",
                "{\"a\":1,}",
                "\"\\x\"",
                "\"\\u12",
                "-",
                "nul",
                "\"\\u12g4\""
            })
    void refusesWhatIsNotJson(String text) {
        assertThatThrownBy(() -> JsonReader.read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unexpected");
    }
}
