/**
 * Other processes: {@linkplain org.prosodia.bench.process.ChildJvm a fresh JVM} like this one, a
 * {@linkplain org.prosodia.bench.process.Peer peer}, and a {@linkplain org.prosodia.bench.process.Contest contest} between both.
 */
package org.prosodia.bench.process;
