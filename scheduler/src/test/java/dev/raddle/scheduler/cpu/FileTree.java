package dev.raddle.scheduler.cpu;

import java.util.HashMap;
import java.util.Map;

/** Files in memory, in place of those of a Linux system. */
record FileTree(Map<String, String> contents) implements TextFiles {
    FileTree() {
        this(new HashMap<>());
    }

    FileTree with(String path, String content) {
        contents.put(path, content);
        return this;
    }

    @Override
    public String read(String path) {
        return contents.getOrDefault(path, "");
    }
}
