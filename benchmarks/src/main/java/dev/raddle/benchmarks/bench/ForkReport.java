package dev.raddle.benchmarks.bench;

import dev.raddle.benchmarks.json.Json;
import dev.raddle.benchmarks.json.JsonReader;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one forked JVM says at its end, as one line of JSON.
 *
 * @param answer of the rounds; null if it never came to one
 * @param answerOk whether every round gave the right answer
 * @param failure what went wrong, null if nothing did
 * @param jvm name and version
 * @param metrics empty if something went wrong
 */
record ForkReport(Long answer, boolean answerOk, String failure, String jvm, List<Metric> metrics) {

    static ForkReport measured(long answer, List<Metric> metrics) {
        return new ForkReport(answer, true, null, thisJvm(), metrics);
    }

    static ForkReport failed(String failure) {
        return new ForkReport(null, false, failure, thisJvm(), List.of());
    }

    static ForkReport wrong(WrongAnswerException wrong) {
        return new ForkReport(wrong.answer(), false, wrong.getMessage(), thisJvm(), List.of());
    }

    boolean isFailure() {
        return failure != null;
    }

    private static String thisJvm() {
        return System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version");
    }

    String toJson() {
        var json = new LinkedHashMap<String, Object>();
        json.put("answer", answer);
        json.put("answerOk", answerOk);
        json.put("failure", failure);
        json.put("jvm", jvm);
        json.put("metrics", metrics.stream().map(Metric::toJson).toList());
        return Json.write(json);
    }

    static ForkReport fromJson(String line) {
        Map<String, Object> json = JsonReader.readObject(line);
        return new ForkReport(
                (Long) json.get("answer"),
                (Boolean) json.get("answerOk"),
                (String) json.get("failure"),
                (String) json.get("jvm"),
                ((List<?>) json.get("metrics"))
                        .stream().map(metric -> Metric.fromJson((Map<?, ?>) metric)).toList());
    }
}
