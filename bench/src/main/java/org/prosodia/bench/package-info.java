/**
 * The command {@code bench}, one class a kind of measurement; read {@link org.prosodia.bench.BenchInferCommand} first. A module apart, so
 * that nothing that Prosodia ships depends on JMH; it has no descriptor, as JMH's forks run from a class path.
 */
package org.prosodia.bench;
