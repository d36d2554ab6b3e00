package org.prosodia.pipeline.run;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Curves for TensorBoard: an event file of scalars. A run that is resumed begins another file in the same folder, whose start event makes
 * TensorBoard forget the steps that the run does again. A record is handed to the operating system whole before {@link #scalars} returns;
 * when that fails, a new writer must be opened, for what follows half a record is not read.
 *
 * @see <a href="https://github.com/tensorflow/tensorboard/blob/master/tensorboard/compat/proto/event.proto">event.proto</a>
 */
public final class EventWriter implements Closeable {
    private static final String VERSION = "brain.Event:2";
    private static final Pattern FILE_NAME = Pattern.compile("events\\.out\\.tfevents\\.(\\d{10})\\..*");

    // Field numbers in event.proto and summary.proto.
    private static final int EVENT_WALL_TIME = 1;
    private static final int EVENT_STEP = 2;
    private static final int EVENT_FILE_VERSION = 3;
    private static final int EVENT_SUMMARY = 5;
    private static final int EVENT_SESSION_LOG = 7;
    private static final int SESSION_LOG_STATUS = 1;
    private static final int STATUS_START = 1;
    private static final int SUMMARY_VALUE = 1;
    private static final int VALUE_TAG = 1;
    private static final int VALUE_SIMPLE_VALUE = 2;

    private final OutputStream out;
    private final InstantSource clock;

    private EventWriter(OutputStream out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    /**
     * Begins a new event file.
     *
     * @param folder of the run's event files, made when there is none
     * @param step the step of the checkpoint resumed from: later ones in older files are forgotten; −1 for a new run, which forgets all
     * @param clock gives the wall times of the events
     */
    public static EventWriter open(Path folder, long step, InstantSource clock) throws IOException {
        Disk.createFolders(folder);
        Path file = folder.resolve(String.format(Locale.ROOT, "events.out.tfevents.%010d.prosodia", freeSecond(folder, clock)));
        EventWriter writer = new EventWriter(Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), clock);
        try {
            writer.write(writer.event().text(EVENT_FILE_VERSION, VERSION));
            writer.write(writer.event().integer(EVENT_STEP, step + 1)
                    .message(EVENT_SESSION_LOG, new ProtoMessage().integer(SESSION_LOG_STATUS, STATUS_START)));
            return writer;
        } catch (IOException | RuntimeException e) {
            try (writer) {
                throw e;
            }
        }
    }

    /** TensorBoard reads files in the order of their names: a new one must come last, also when the clock went back. */
    private static long freeSecond(Path folder, InstantSource clock) throws IOException {
        long second = Math.max(0, clock.instant().getEpochSecond());
        for (Path file : Disk.list(folder)) {
            Matcher matcher = FILE_NAME.matcher(file.getFileName().toString());
            if (matcher.matches()) {
                second = Math.max(second, Long.parseLong(matcher.group(1)) + 1);
            }
        }
        return second;
    }

    /** Writes one event with a point of each curve; TensorBoard keeps single precision. A tag may have groups, as {@code train/loss}. */
    public void scalars(long step, Map<String, Double> values) throws IOException {
        ProtoMessage summary = new ProtoMessage();
        values.forEach((tag, value) -> summary.message(SUMMARY_VALUE,
                new ProtoMessage().text(VALUE_TAG, tag).float32(VALUE_SIMPLE_VALUE, value.floatValue())));
        write(event().integer(EVENT_STEP, step).message(EVENT_SUMMARY, summary));
    }

    private ProtoMessage event() {
        Instant now = clock.instant();
        return new ProtoMessage().float64(EVENT_WALL_TIME, now.getEpochSecond() + now.getNano() / 1e9);
    }

    private void write(ProtoMessage event) throws IOException {
        out.write(TfRecord.frame(event.toBytes()));
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
