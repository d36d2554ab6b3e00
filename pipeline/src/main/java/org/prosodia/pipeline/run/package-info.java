/**
 * Training runs that survive anything: what a run keeps on the disk, and how.
 *
 * <p>Read first {@link org.prosodia.pipeline.run.Snapshot} (what a run needs to go on) and
 * {@link org.prosodia.pipeline.run.CheckpointStore} (which keeps the newest of them whole, whatever happens). Beside them:
 * {@link org.prosodia.pipeline.run.RunLock} (one process a run), {@link org.prosodia.pipeline.run.SettingsFile} (one setting a run),
 * {@link org.prosodia.pipeline.run.MetricsLog} and
 * {@link org.prosodia.pipeline.run.EventWriter} (curves, for programs and for TensorBoard),
 * {@link org.prosodia.pipeline.run.Provenance} and {@link org.prosodia.pipeline.run.ModelCard} (where a model comes from, for programs
 * and for people).
 */
package org.prosodia.pipeline.run;
