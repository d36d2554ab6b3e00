package org.prosodia.tests.architecture;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.File;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.prosodia.dirichlet.Dirichlet;
import org.prosodia.dpo.DpoLoss;
import org.prosodia.nn.Module;
import org.prosodia.tensor.Tensor;
import org.prosodia.wav2vec2.Wav2Vec2Model;

/**
 * The modules that make promises to locked-down hosts, as the build has just made them: jars once they are packaged, folders of
 * classes before.
 */
public final class CoreModules {
    /** Their names, lower layers first. */
    public static final List<String> NAMES = List.of(
            "org.prosodia.tensor", "org.prosodia.nn", "org.prosodia.wav2vec2", "org.prosodia.dirichlet", "org.prosodia.dpo");
    /** The one library that they need. */
    public static final String JACKSON = "com.fasterxml.jackson.core";

    private CoreModules() {}

    /** The core modules and their library, each a jar or a folder. */
    public static List<Path> paths() {
        return Stream.of(Tensor.class, Module.class, Wav2Vec2Model.class, Dirichlet.class, DpoLoss.class, JsonFactory.class)
                .map(CoreModules::locationOf).toList();
    }

    /** The same as a class path or module path. */
    public static String path() {
        return paths().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** Their compiled descriptors by name. */
    public static Map<String, ModuleDescriptor> descriptors() {
        return ModuleFinder.of(paths().toArray(Path[]::new)).findAll().stream()
                .collect(Collectors.toMap(module -> module.descriptor().name(), module -> module.descriptor()));
    }

    /** The jar or folder that a class was loaded from. */
    public static Path locationOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
