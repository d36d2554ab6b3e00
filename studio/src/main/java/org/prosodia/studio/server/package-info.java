/**
 * The web server of the studio. Read {@link org.prosodia.studio.server.StudioServer} first; {@link org.prosodia.studio.server.Guard} says
 * who is let in, {@link org.prosodia.studio.server.Routes} what there is to be had.
 */
package org.prosodia.studio.server;
