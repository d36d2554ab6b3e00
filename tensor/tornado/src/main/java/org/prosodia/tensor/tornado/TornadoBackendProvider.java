package org.prosodia.tensor.tornado;

import org.prosodia.tensor.backend.Backend;
import org.prosodia.tensor.backend.BackendProvider;
import org.prosodia.tensor.backend.Workers;

/** The backend {@code tornado}. It names nothing of TornadoVM, so that it loads without it and can say what is missing. */
public final class TornadoBackendProvider implements BackendProvider {
    @Override
    public String name() {
        return "tornado";
    }

    @Override
    public Backend create(Workers workers) {
        try {
            return TornadoBackend.create(name(), workers);
        } catch (NoClassDefFoundError e) {
            throw new UnsupportedOperationException("backend tornado: this Java runtime was started without a TornadoVM SDK"
                    + " (set TORNADOVM_HOME and use the launcher, see docs/gpu.md)", e);
        }
    }
}
