package org.prosodia.tests.documentation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds declarations in Java by their braces: no parser, but enough for code in one style. */
record SourceFile(List<String> lines) {
    private static final Pattern ABOVE = Pattern.compile("\\s*(@|/\\*\\*|\\*).*");

    /** Lines, counted from 1, the last included. */
    record Range(int first, int last) {
        boolean contains(Range other) {
            return first < other.first && other.last < last;
        }

        @Override
        public String toString() {
            return "#L" + first + "-L" + last;
        }
    }

    static SourceFile read(Path file) {
        return new SourceFile(Page.read(file).text().lines().toList());
    }

    /** Where a member is declared, overloads included, each with its Javadoc; {@code Nested.member} only within that type. */
    List<Range> declarations(String path) {
        List<Range> outer = List.of(new Range(0, lines.size() + 1));
        for (String name : path.split("\\.")) {
            List<Range> around = outer;
            outer = named(name).stream().filter(range -> around.stream().anyMatch(type -> type.contains(range))).toList();
        }
        return outer;
    }

    private List<Range> named(String name) {
        String quoted = Pattern.quote(name);
        Pattern afterItsType = Pattern.compile("\\s*(?!return |new |throw |yield |else )([\\w@<][\\w<>\\[\\],.?@]* )+" + quoted
                + "\\b *([(<{]|extends |implements ).*");
        Pattern alone = Pattern.compile("\\s*" + quoted + " *(\\(.*)?\\{");
        List<Range> found = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (afterItsType.matcher(lines.get(i)).matches() || alone.matcher(lines.get(i)).matches()) {
                found.add(new Range(firstLine(i) + 1, lastLine(i) + 1));
            }
        }
        return found;
    }

    private int firstLine(int declaration) {
        int first = declaration;
        while (first > 0 && ABOVE.matcher(lines.get(first - 1)).matches()) {
            first--;
        }
        return first;
    }

    /** Where the braces that open from here on are closed; for a declaration without body, its semicolon. */
    private int lastLine(int declaration) {
        int depth = 0;
        for (int i = declaration; i < lines.size(); i++) {
            String line = lines.get(i);
            depth += count(line, '{') - count(line, '}');
            if (depth == 0 && (line.contains("}") || line.endsWith(";"))) {
                return i;
            }
        }
        return lines.size() - 1;
    }

    private static int count(String line, char c) {
        return (int) line.chars().filter(other -> other == c).count();
    }
}
