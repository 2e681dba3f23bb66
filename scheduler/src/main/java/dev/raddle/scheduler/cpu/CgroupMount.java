package dev.raddle.scheduler.cpu;

import java.util.Arrays;
import java.util.List;

/**
 * A mounted hierarchy of control groups that can rule CPUs: one line of {@code
 * /proc/self/mountinfo}.
 *
 * @param unified whether it is version 2
 * @param top which group of the hierarchy is mounted; inside a container often not the root
 * @param point where it is mounted, without the leading slash
 */
record CgroupMount(boolean unified, String top, String point) {
    private static final int TOP = 3;
    private static final int POINT = 4;

    /**
     * The mount that the line describes; null unless it is one of control groups that rules CPUs.
     */
    static CgroupMount parse(String line) {
        // 36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue
        int separator = line.indexOf(" - ");
        if (separator < 0) {
            return null;
        }
        String[] head = line.substring(0, separator).split(" ");
        String[] tail = line.substring(separator + 3).split(" ");
        if (head.length <= POINT || tail.length < 3) {
            return null;
        }
        boolean unified = tail[0].equals("cgroup2");
        boolean cpu = tail[0].equals("cgroup") && List.of(tail[2].split(",")).contains("cpu");
        if (!unified && !cpu) {
            return null;
        }
        String point = unescape(head[POINT]).substring(1);
        return new CgroupMount(unified, unescape(head[TOP]), point);
    }

    /**
     * Where below the mount point the group of this process is, by a line of {@code
     * /proc/self/cgroup} ({@code hierarchy:controllers:/path}); null if the line is about another
     * hierarchy.
     *
     * <p>It begins with a slash or is empty, like what it is appended to. A path outside of what is
     * mounted gives the mount point itself: so does the host's path, seen from a container.
     */
    String folderOf(String line) {
        String[] fields = line.split(":", 3);
        if (fields.length < 3 || !isMine(fields[1])) {
            return null;
        }
        String path = fields[2].equals("/") ? "" : fields[2];
        String prefix = top.equals("/") ? "" : top;
        boolean below = path.startsWith(prefix + "/") && !path.contains("/..");
        return below ? path.substring(prefix.length()) : "";
    }

    private boolean isMine(String controllers) {
        return unified
                ? controllers.isEmpty()
                : Arrays.asList(controllers.split(",")).contains("cpu");
    }

    /** The kernel writes a space, among others, as a backslash and three octal digits. */
    private static String unescape(String field) {
        return field.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\");
    }
}
