package org.prosodia.pipeline.cli;

/**
 * Brings a command that lives outside of this module, with libraries that nothing else should need. {@link Main} finds providers with
 * {@link java.util.ServiceLoader} and lists their commands among its own.
 */
public interface CommandProvider {
    /** The command: an object whose class carries picocli's annotations. */
    Object command();
}
