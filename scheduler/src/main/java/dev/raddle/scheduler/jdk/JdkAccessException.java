package dev.raddle.scheduler.jdk;

/**
 * The JVM does not let the scheduler do its work: the flag is missing, or this JDK is not one that
 * the scheduler knows. The message says which, and what to type.
 */
public final class JdkAccessException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private JdkAccessException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The package {@code java.lang} is not open to the given module. */
    static JdkAccessException missingFlag(Module scheduler) {
        String target = scheduler.isNamed() ? scheduler.getName() : "ALL-UNNAMED";
        String flag = "--add-opens java.base/java.lang=" + target;
        String joined = flag.replace(' ', '=');
        StringBuilder message =
                new StringBuilder("Raddle needs one JVM flag that is missing: ")
                        .append(flag)
                        .append("\nAdd it where the JVM is started (one of these):")
                        .append(line("command line", "java " + flag + " ..."))
                        .append(line("Maven Surefire", "<argLine>" + flag + "</argLine>"))
                        .append(line("Gradle", "jvmArgs(\"" + joined + "\")"))
                        .append(line("environment", "JDK_JAVA_OPTIONS=\"" + joined + "\""));
        if (!scheduler.isNamed()) {
            message.append(line("jar manifest", "Add-Opens: java.base/java.lang"));
        }
        message.append(line("or as an agent", "java -javaagent:raddle-scheduler.jar ..."));
        return new JdkAccessException(message.toString(), null);
    }

    /** The flag is there, but the JDK lacks something that JDK 25 has. */
    static JdkAccessException unsupportedJdk(String what, Throwable cause) {
        String message =
                "Raddle is made for JDK 25 and cannot run on JDK %s (%s, %s): %s"
                        .formatted(
                                Runtime.version(),
                                System.getProperty("java.vm.name"),
                                System.getProperty("java.vm.vendor"),
                                what);
        return new JdkAccessException(message, cause);
    }

    /** The same failure with the stack of the caller, who may be another one each time. */
    JdkAccessException again() {
        return new JdkAccessException(getMessage(), getCause());
    }

    private static String line(String where, String what) {
        return "\n  %-15s %s".formatted(where, what);
    }
}
