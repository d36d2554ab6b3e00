package org.prosodia.pipeline.audio;

import com.jcraft.jogg.Packet;
import com.jcraft.jorbis.Block;
import com.jcraft.jorbis.Comment;
import com.jcraft.jorbis.DspState;
import com.jcraft.jorbis.Info;
import java.io.IOException;

/** Vorbis in Ogg, decoded by JOrbis (LGPL 2.0 or later, an unmodified library). */
final class VorbisStream implements AudioStream {
    private final ByteSource source;
    private final OggPackets packets;
    private final Packet packet = new Packet();
    private final Info info = new Info();
    private final DspState state = new DspState();
    private final Block block = new Block(state);
    private final BlockBuffer blocks;
    private long packetNumber;
    private long produced;

    private VorbisStream(ByteSource source) throws IOException {
        this.source = source;
        this.packets = new OggPackets(source);
        try {
            readHeaders();
            AudioStream.checkSampleRate(source, "Vorbis sample rate", info.rate);
            AudioStream.checkChannels(source, "Vorbis channels", info.channels);
            state.synthesis_init(info);
            block.init(state);
        } catch (RuntimeException | OutOfMemoryError e) {
            // JOrbis trusts the sizes in forged headers, and asks for arrays of any size.
            throw new AudioFormatException(source.file(), "Vorbis headers", "valid ones", "damage (" + e + ")", e);
        }
        this.blocks = new BlockBuffer(info.channels, this::nextBlock);
    }

    static VorbisStream open(ByteSource source) throws IOException {
        return new VorbisStream(source);
    }

    private void readHeaders() throws IOException {
        Comment comment = new Comment();
        info.init();
        comment.init();
        for (String header : new String[] {"identification", "comment", "setup"}) {
            if (!packets.next(packet)) {
                throw source.fault("Vorbis " + header + " header", "one", "the end of the stream");
            }
            if (info.synthesis_headerin(comment, packet) < 0) {
                throw source.fault("Vorbis " + header + " header", "a valid one", "damage");
            }
        }
    }

    @Override
    public int sampleRate() {
        return info.rate;
    }

    @Override
    public int channels() {
        return info.channels;
    }

    @Override
    public int read(float[] interleaved) throws IOException {
        return blocks.read(interleaved);
    }

    private float[] nextBlock() throws IOException {
        if (!packets.next(packet)) {
            return null;
        }
        packetNumber++;
        float[][][] pcm = new float[1][][];
        int[] offsets = new int[info.channels];
        int frames;
        try {
            if (block.synthesis(packet) == 0) {
                state.synthesis_blockin(block);
            }
            frames = state.synthesis_pcmout(pcm, offsets);
            state.synthesis_read(frames);
        } catch (RuntimeException e) {
            throw new AudioFormatException(source.file(), "Vorbis packet " + packetNumber, "a valid one", "damage (" + e + ")", e);
        }
        frames = withoutPadding(frames);
        float[] interleaved = new float[frames * info.channels];
        for (int c = 0; c < info.channels; c++) {
            for (int i = 0; i < frames; i++) {
                interleaved[i * info.channels + c] = pcm[0][c][offsets[c] + i];
            }
        }
        produced += frames;
        return interleaved;
    }

    /** The position of the last page is the number of samples: beyond it the last block is padding, which JOrbis may leave in. */
    private int withoutPadding(int frames) {
        boolean positioned = packet.e_o_s != 0 && packet.granulepos >= produced;
        return positioned ? (int) Math.min(frames, packet.granulepos - produced) : frames;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
