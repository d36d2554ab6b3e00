package org.prosodia.tests.documentation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A link from a page to a file of the project, or to lines of it: {@code path#L3-L9}. A text such as {@code `Softmax.softmax`} promises
 * the whole declaration of that member, with its Javadoc, in the file of that type.
 */
record Link(String text, String target) {
    private static final Pattern LINES = Pattern.compile("L(\\d+)-L(\\d+)");
    private static final Pattern MEMBER = Pattern.compile("`([A-Z]\\w*)\\.([\\w.]+)`");

    /** A sentence, or nothing when the link keeps its promise. */
    Optional<String> problem(Page page) {
        String[] parts = target.split("#", 2);
        Path file = page.file().resolveSibling(parts[0]).normalize();
        if (!Files.exists(file)) {
            return Optional.of("there is no " + Page.ROOT.relativize(file));
        }
        Matcher lines = LINES.matcher(parts.length == 2 ? parts[1] : "");
        if (parts.length == 2 && !lines.matches()) {
            return Optional.of("expected lines such as #L3-L9, found #" + parts[1]);
        }
        Matcher member = MEMBER.matcher(text);
        if (!target.contains(".java") || !member.matches()) {
            return lines.hasMatch() ? outside(file, range(lines)) : Optional.empty();
        }
        if (!file.getFileName().toString().equals(member.group(1) + ".java")) {
            return Optional.of("expected a file " + member.group(1) + ".java");
        }
        List<SourceFile.Range> declared = SourceFile.read(file).declarations(member.group(2));
        return lines.hasMatch() && declared.contains(range(lines))
                ? Optional.empty()
                : Optional.of(declared.isEmpty() ? "nothing of that name is declared there" : "it is at " + declared);
    }

    private static SourceFile.Range range(Matcher lines) {
        return new SourceFile.Range(Integer.parseInt(lines.group(1)), Integer.parseInt(lines.group(2)));
    }

    private static Optional<String> outside(Path file, SourceFile.Range range) {
        int size = Page.read(file).text().split("\n").length;
        boolean inside = 1 <= range.first() && range.first() <= range.last() && range.last() <= size;
        return inside ? Optional.empty() : Optional.of("the file has " + size + " lines");
    }

    @Override
    public String toString() {
        return "[" + text + "](" + target + ")";
    }
}
