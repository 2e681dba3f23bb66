package dev.raddle.modules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raddle.Scheduler;
import dev.raddle.scheduler.jdk.Agent;
import dev.raddle.scheduler.jdk.ForkedJvm;

import org.agrona.concurrent.NanoClock;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.varhandle.MpscUnboundedVarHandleArrayQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** All that the README says of the module path, in a JVM of its own. */
class ModulePathTest {
    private static final String MODULES = "--add-modules=ALL-MODULE-PATH";
    private static final String OPEN = "--add-opens=java.base/java.lang=dev.raddle.scheduler";
    private static final String PACKAGE = "dev/raddle/modules";

    @TempDir private Path folder;
    private Path scheduler;
    private String modulePath;

    @BeforeEach
    void makeModules() throws Exception {
        scheduler = module("dev.raddle.scheduler", ForkedJvm.CLASSES, ForkedJvm.CLASSES);
        Path api = locationOf(Scheduler.class);
        Path tests = locationOf(Program.class);
        modulePath =
                Stream.of(
                                scheduler,
                                module("dev.raddle", api, api),
                                module("program", tests, tests.resolve(PACKAGE)),
                                locationOf(MpscUnboundedVarHandleArrayQueue.class),
                                locationOf(MessagePassingQueue.class),
                                locationOf(NanoClock.class))
                        .map(Path::toString)
                        .reduce((a, b) -> a + File.pathSeparator + b)
                        .orElseThrow();
    }

    @Test
    void theFlagNamesTheSchedulersModule() {
        assertRuns(OPEN);
    }

    @Test
    void theAgentReplacesTheFlag() {
        assertRuns("-javaagent:" + scheduler);
    }

    private void assertRuns(String opening) {
        List<String> program = new ArrayList<>(List.of("-p", modulePath));
        program.addAll(List.of("-m", "program/" + Program.class.getName()));
        ForkedJvm.Result result = new ForkedJvm().with(MODULES, opening).run(program);
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).isEqualTo("module program: 42" + System.lineSeparator());
        assertThat(result.status()).isZero();
    }

    /** The module's jar, if the build has made it; else one with the same names in its manifest. */
    private Path module(String name, Path root, Path content) throws IOException {
        if (Files.isRegularFile(root)) {
            return root;
        }
        Path jar = folder.resolve(name + ".jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest(name));
                Stream<Path> files = Files.walk(content)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String entry = root.relativize(file).toString().replace(File.separatorChar, '/');
                if (!entry.equals("META-INF/MANIFEST.MF")) {
                    out.putNextEntry(new JarEntry(entry));
                    Files.copy(file, out);
                }
            }
        }
        return jar;
    }

    private static Manifest manifest(String name) {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Automatic-Module-Name", name);
        attributes.putValue("Premain-Class", Agent.class.getName());
        return manifest;
    }

    private static Path locationOf(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
