package org.prosodia.studio.server;

import java.io.IOException;

/** What answers the requests to one path. */
@FunctionalInterface
interface Route {
    Answer answer(Call call) throws IOException, Refusal;
}
