package dev.raddle.scheduler.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raddle.scheduler.jdk.ForkedJvm.Result;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** What the user's flags do, each tried in a JVM of its own; none may print a warning. */
class JdkFlagsTest {
    private static final String FLAG = "--add-opens=java.base/java.lang=ALL-UNNAMED";
    private static final String MISSING =
            "Raddle needs one JVM flag that is missing:"
                    + " --add-opens java.base/java.lang=ALL-UNNAMED";

    @TempDir private Path folder;

    @Test
    void oneFlagSuffices() {
        assertAllWorks(new ForkedJvm().with(FLAG).run(Everything.class), true);
    }

    @Test
    void theAgentSuffices() throws IOException {
        Path jar = jar("raddle-scheduler.jar", "Premain-Class", Agent.class.getName());
        ForkedJvm jvm = new ForkedJvm().with("-javaagent:" + jar);
        assertAllWorks(jvm.run(Everything.class), true);
    }

    @Test
    void theManifestOfAnExecutableJarSuffices() throws IOException {
        Path jar = jar("tool.jar", "Main-Class", Everything.class.getName());
        assertAllWorks(new ForkedJvm().run(List.of("-jar", jar.toString())), true);
    }

    @Test
    void withoutTheFlagEveryMethodSaysSo() {
        Result result = new ForkedJvm().run(Everything.class);
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines())
                .containsExactly(
                        "available: false",
                        "native: false",
                        "ensure: " + MISSING,
                        "carrier: " + MISSING,
                        "thread: " + MISSING,
                        "container: " + MISSING,
                        "capture: " + MISSING,
                        "host: " + MISSING,
                        "run: " + MISSING);
    }

    @Test
    void theErrorPrintsTheLineForEveryWayToStartAJvm() {
        Result result = new ForkedJvm().run(Unchecked.class);
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err())
                .startsWith(
                        """
                        Exception in thread "main" dev.raddle.scheduler.jdk.JdkAccessException: \
                        Raddle needs one JVM flag that is missing: \
                        --add-opens java.base/java.lang=ALL-UNNAMED
                        Add it where the JVM is started (one of these):
                          command line    java --add-opens java.base/java.lang=ALL-UNNAMED ...
                          Maven Surefire  \
                        <argLine>--add-opens java.base/java.lang=ALL-UNNAMED</argLine>
                          Gradle          \
                        jvmArgs("--add-opens=java.base/java.lang=ALL-UNNAMED")
                          environment     \
                        JDK_JAVA_OPTIONS="--add-opens=java.base/java.lang=ALL-UNNAMED"
                          jar manifest    Add-Opens: java.base/java.lang
                          or as an agent  java -javaagent:raddle-scheduler.jar ...
                        \tat dev.raddle.scheduler.jdk.JdkAccessException.again\
                        """);
    }

    @Test
    void aUserWhoForbidsNativeAccessIsObeyed() {
        ForkedJvm jvm = new ForkedJvm().with(FLAG, "--illegal-native-access=deny");
        assertAllWorks(jvm.run(Everything.class), false);
    }

    @Test
    void nativeAccessNeedsOnlyTheJdksOwnFlag() {
        ForkedJvm jvm = new ForkedJvm().with("--enable-native-access=ALL-UNNAMED");
        Result result = jvm.run(Everything.class);
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).startsWith("available: false\nnative: true\n");
    }

    @Test
    void aJvmWithoutContinuationsIsNamed() {
        ForkedJvm jvm =
                new ForkedJvm()
                        .with(FLAG, "-XX:+UnlockExperimentalVMOptions", "-XX:-VMContinuations");
        Result result = jvm.run(Everything.class);
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .startsWith("available: false\nnative: false\n")
                .contains("run: Raddle is made for JDK 25 and cannot run on JDK ")
                .contains("virtual threads have no stacks of their own");
    }

    @Test
    void aNamedModuleIsNamedInTheFlag() throws IOException {
        String open = "--add-opens=java.base/java.lang=dev.raddle.scheduler";
        assertThat(asModule(new ForkedJvm()).out())
                .contains("--add-opens java.base/java.lang=dev.raddle.scheduler\n");
        assertAllWorks(asModule(new ForkedJvm().with(open)), true);
    }

    @Test
    void theAgentServesANamedModule() throws IOException {
        Path jar = jar("raddle-scheduler.jar", "Premain-Class", Agent.class.getName());
        assertAllWorks(asModule(new ForkedJvm().with("-javaagent:" + jar)), true);
    }

    private Result asModule(ForkedJvm jvm) throws IOException {
        Path jar = jar("module.jar", "Automatic-Module-Name", "dev.raddle.scheduler");
        String main = "dev.raddle.scheduler/" + Everything.class.getName();
        return jvm.run(List.of("-p", jar.toString(), "-m", main));
    }

    private static void assertAllWorks(Result result, boolean nativeAccess) {
        assertThat(result.err()).isEmpty();
        assertThat(result.out().lines())
                .containsExactly(
                        "available: true",
                        "native: " + nativeAccess,
                        "ensure: ok",
                        "carrier: ok",
                        "thread: ok",
                        "container: ok",
                        "capture: ok",
                        "host: ok",
                        "value: bound",
                        "run: ok");
        assertThat(result.status()).isZero();
    }

    /** The scheduler's classes and the main classes of this test, with one manifest entry. */
    private Path jar(String name, String key, String value) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue(key, value);
        if (key.equals("Main-Class")) {
            attributes.putValue("Add-Opens", "java.base/java.lang");
        }
        Path jar = folder.resolve(name);
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            copy(ForkedJvm.CLASSES, out);
            copy(ForkedJvm.TEST_CLASSES, out);
        }
        return jar;
    }

    private static void copy(Path root, JarOutputStream out) throws IOException {
        Path classes = root.resolve("dev/raddle/scheduler/jdk");
        try (Stream<Path> files = Files.list(classes)) {
            for (Path file : files.toList()) {
                out.putNextEntry(new JarEntry(root.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
    }

    /** Lets the exception escape from {@code main}. */
    static final class Unchecked {
        private Unchecked() {}

        public static void main(String[] arguments) {
            JdkInternals.ensureAvailable();
        }
    }
}
