/**
 * The command line: {@link org.prosodia.pipeline.cli.Main} and one class a command. A {@link org.prosodia.pipeline.cli.CommandProvider} in
 * another jar adds a command of its own.
 */
package org.prosodia.pipeline.cli;
