package org.prosodia.tensor.backend.vector;

import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.prosodia.tensor.backend.Kernels;
import org.prosodia.tensor.backend.Workers;

/**
 * Whether this Java runtime runs the Vector API well. Without C2, or without vector instructions, every vector is an object and a product
 * takes a thousand times as long: then the plain kernels are the fast ones.
 *
 * <p>Nothing else of this package is loaded before these checks have passed, since the module {@code jdk.incubator.vector} may be missing.
 * GraalVM needs no check of its own: since 25, the first that can run this class, its compiler is as good.
 */
public final class VectorSupport {
    /** The Java versions this was tested on: the API is incubating, and changes. */
    private static final int TESTED_VERSION = 25;

    /** Set to {@code true}, this system property allows newer ones. */
    private static final String UNTESTED_PROPERTY = "prosodia.vector.untested";

    private static final String MODULE = "jdk.incubator.vector";

    private static final int LEAST_LANES = 4;

    private static final String REFUSAL = find();

    private VectorSupport() {}

    /** Why not; empty when it does. */
    public static String refusal() {
        return REFUSAL;
    }

    /** For {@code prosodia info}. */
    public static String description() {
        return REFUSAL.isEmpty() ? "Vector API, " + lanes() + " lanes of 32 bits" : "no Vector API: " + REFUSAL;
    }

    /**
     * The kernels.
     *
     * @throws UnsupportedOperationException with the {@link #refusal}
     */
    public static Kernels<float[]> f32(Workers workers) {
        requireSupport();
        return new VectorF32(workers);
    }

    /** The loop behind {@link org.prosodia.tensor.backend.FmaPeak}: runs a number of iterations. */
    public static IntToDoubleFunction fmaLoop() {
        requireSupport();
        return new FmaLoop();
    }

    /** Floating-point operations of one iteration of that loop. */
    public static int fmaLoopFlops() {
        requireSupport();
        return FmaLoop.flopsPerIteration();
    }

    private static void requireSupport() {
        if (!REFUSAL.isEmpty()) {
            throw new UnsupportedOperationException(REFUSAL);
        }
    }

    private static String find() {
        String vm = System.getProperty("java.vm.name", "");
        String mode = System.getProperty("java.vm.info", "");
        boolean untested = Boolean.getBoolean(UNTESTED_PROPERTY);
        String refusal = runtimeRefusal(vm, mode, Runtime.version().feature(), untested, moduleReadable());
        return refusal.isEmpty() ? processorRefusal(lanes(), FusedMultiplyAdd.isAnInstruction()) : refusal;
    }

    /** @param mode the property {@code java.vm.info} */
    static String runtimeRefusal(String vm, String mode, int version, boolean untestedAllowed, boolean moduleReadable) {
        if (!vm.endsWith("Server VM")) {
            return "needs a HotSpot server VM, found '" + vm + "'";
        }
        if (mode.contains("interpreted mode") || mode.contains("emulated-client")) {
            return "needs the compiler C2, which is switched off (" + mode + ")";
        }
        if (version > TESTED_VERSION && !untestedAllowed) {
            return "tested up to Java " + TESTED_VERSION + ", found " + version + "; -D" + UNTESTED_PROPERTY + "=true tries it";
        }
        return moduleReadable ? "" : "module " + MODULE + " is missing; start Java with --add-modules " + MODULE;
    }

    /** Vectors of four floats are the shortest worth it; the oldest x86 processors that have these lack fused multiply-adds. */
    static String processorRefusal(int lanes, boolean fusedMultiplyAdd) {
        if (lanes < LEAST_LANES) {
            return "needs vectors of " + LEAST_LANES + " floats, found " + lanes;
        }
        return fusedMultiplyAdd ? "" : "needs fused multiply-adds, which this processor lacks or Java does not use";
    }

    private static boolean moduleReadable() {
        Optional<Module> module = ModuleLayer.boot().findModule(MODULE);
        return module.isPresent() && VectorSupport.class.getModule().canRead(module.get());
    }

    /** 0 where there are no vectors at all. */
    private static int lanes() {
        try {
            return Lanes.count();
        } catch (LinkageError e) {
            return 0;
        }
    }
}
