package org.prosodia.wav2vec2;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Which samples each frame of a stack of convolutions sees, found by sliding one kernel after the other. */
final class Windows {
    private final List<BitSet> seen;

    private Windows(List<BitSet> seen) {
        this.seen = seen;
    }

    static Windows of(Wav2Vec2Config.Features features, int samples) {
        return ofFirst(features.kernels().size(), features, samples);
    }

    /** After the first so many convolutions. */
    static Windows ofFirst(int convolutions, Wav2Vec2Config.Features features, int samples) {
        List<BitSet> inputs = new ArrayList<>();
        for (int i = 0; i < samples; i++) {
            BitSet itself = new BitSet();
            itself.set(i);
            inputs.add(itself);
        }
        for (int i = 0; i < convolutions; i++) {
            int kernel = features.kernels().get(i);
            List<BitSet> outputs = new ArrayList<>();
            for (int start = 0; start + kernel <= inputs.size(); start += features.strides().get(i)) {
                BitSet window = new BitSet();
                inputs.subList(start, start + kernel).forEach(window::or);
                outputs.add(window);
            }
            inputs = outputs;
        }
        return new Windows(inputs);
    }

    int frames() {
        return seen.size();
    }

    boolean sees(int frame, int sample) {
        return seen.get(frame).get(sample);
    }

    /** Whether any frame sees this sample or a later one. */
    boolean hears(int sample) {
        return seen.stream().anyMatch(window -> window.length() > sample);
    }

    int first(int frame) {
        return seen.get(frame).nextSetBit(0);
    }

    int last(int frame) {
        return seen.get(frame).length() - 1;
    }
}
