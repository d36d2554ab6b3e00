/** The commands {@code studio} and {@code view}: {@link org.prosodia.studio.cli.StudioCommand} is the one to read. */
package org.prosodia.studio.cli;
