package org.prosodia.pipeline.audio;

import com.jcraft.jogg.Packet;
import com.jcraft.jogg.Page;
import com.jcraft.jogg.StreamState;
import com.jcraft.jogg.SyncState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The packets of the first Vorbis stream within an Ogg file (RFC 3533); pages with a wrong checksum are errors. */
final class OggPackets {
    private static final int READ_BYTES = 8192;

    private final ByteSource source;
    private final SyncState sync = new SyncState();
    private final StreamState stream = new StreamState();
    private final Page page = new Page();
    private int serial;
    private boolean ended;

    OggPackets(ByteSource source) throws IOException {
        this.source = source;
        sync.init();
        findVorbis();
    }

    /** Looks through the first pages of all streams, which come before any other page. */
    private void findVorbis() throws IOException {
        String other = "nothing";
        while (nextPage() && page.bos() != 0) {
            String start = new String(page.body_base, page.body, Math.min(8, page.body_len), StandardCharsets.ISO_8859_1);
            if (start.startsWith("\u0001vorbis")) {
                serial = page.serialno();
                stream.init(serial);
                stream.reset();
                stream.pagein(page);
                return;
            }
            other = start.startsWith("OpusHead") ? "Opus" : start.startsWith("\u007fFLAC") ? "FLAC"
                : start.startsWith("Speex") ? "Speex" : "no Vorbis";
        }
        throw source.unsupported(other + " in Ogg");
    }

    /** The next packet, or false when the stream ended as it should. */
    boolean next(Packet packet) throws IOException {
        while (true) {
            int got = stream.packetout(packet);
            if (got > 0) {
                return true;
            }
            if (got < 0) {
                throw damaged("a page is missing");
            }
            if (ended) {
                checkNothingFollows();
                return false;
            }
            nextPageOfStream();
        }
    }

    private void nextPageOfStream() throws IOException {
        do {
            if (!nextPage()) {
                throw source.fault("data", "a last page marked as such", "the end of the file: it is truncated");
            }
        } while (page.serialno() != serial);
        stream.pagein(page);
        ended = page.eos() != 0;
    }

    private void checkNothingFollows() throws IOException {
        while (nextPage()) {
            if (page.bos() != 0) {
                throw source.unsupported("several Ogg streams one after the other");
            }
        }
    }

    private boolean nextPage() throws IOException {
        while (true) {
            int got = sync.pageout(page);
            if (got > 0) {
                return true;
            }
            if (got < 0 && !ended) {
                throw damaged("bytes that are no page");
            }
            int offset = sync.buffer(READ_BYTES);
            int read = source.read(sync.data, offset, READ_BYTES);
            sync.wrote(read);
            if (read == 0) {
                return false;
            }
        }
    }

    private AudioFormatException damaged(String found) {
        return source.fault("Ogg pages before byte " + source.position(), "pages in order", found + ": the file is damaged");
    }
}
