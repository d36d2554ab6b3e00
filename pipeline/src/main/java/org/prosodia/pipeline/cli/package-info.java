/** The command line: {@link org.prosodia.pipeline.cli.Main} and one class a command. */
package org.prosodia.pipeline.cli;
