package org.prosodia.pipeline.synth;

/** Consonants that may open a syllable: where their noise lies, how loud it is, and where the formants start from. */
enum Consonant {
    /** No consonant: the vowel begins softly. */
    NONE(Manner.VOICED, 0, 0, -60, -3, 500, 1500),
    P(Manner.STOP, 1000, 1500, -8, -60, 300, 800),
    T(Manner.STOP, 3800, 2500, -6, -60, 300, 1800),
    K(Manner.STOP, 2000, 1000, -6, -60, 300, 2000),
    F(Manner.FRICATIVE, 5000, 6000, -22, -60, 300, 1000),
    S(Manner.FRICATIVE, 5800, 2200, -11, -60, 320, 1750),
    SH(Manner.FRICATIVE, 2900, 1500, -9, -60, 320, 1900),
    M(Manner.VOICED, 0, 0, -60, -9, 260, 1000),
    N(Manner.VOICED, 0, 0, -60, -9, 260, 1500),
    L(Manner.VOICED, 0, 0, -60, -5, 360, 1250);

    /** How the sound is made. */
    enum Manner {
        /** A closure, then a burst of noise. */
        STOP,
        /** Lasting noise. */
        FRICATIVE,
        /** The voice goes on. */
        VOICED
    }

    private final Manner manner;
    private final double noiseCentre;
    private final double noiseBandwidth;
    private final double noiseLevel;
    private final double voiceLevel;
    private final double locus1;
    private final double locus2;

    Consonant(Manner manner, double noiseCentre, double noiseBandwidth, double noiseLevel, double voiceLevel, double locus1,
            double locus2) {
        this.manner = manner;
        this.noiseCentre = noiseCentre;
        this.noiseBandwidth = noiseBandwidth;
        this.noiseLevel = noiseLevel;
        this.voiceLevel = voiceLevel;
        this.locus1 = locus1;
        this.locus2 = locus2;
    }

    Manner manner() {
        return manner;
    }

    /** Centre of the noise, Hz. */
    double noiseCentre() {
        return noiseCentre;
    }

    /** Bandwidth of the noise, Hz. */
    double noiseBandwidth() {
        return noiseBandwidth;
    }

    /** Level of the noise relative to the vowel, dB. */
    double noiseLevel() {
        return noiseLevel;
    }

    /** Level of the voice during the consonant relative to the vowel, dB. */
    double voiceLevel() {
        return voiceLevel;
    }

    /** Where formant {@code i} starts from on its way to the vowel's, Hz. */
    double locus(int i, Vowel vowel) {
        return switch (i) {
            case 0 -> locus1;
            case 1 -> locus2;
            default -> vowel.formant(i);
        };
    }
}
