/**
 * Single kernels under JMH: {@link org.prosodia.bench.kernel.KernelCases} says which, {@link org.prosodia.bench.kernel.KernelBenchmark}
 * is what runs in the forks.
 */
package org.prosodia.bench.kernel;
