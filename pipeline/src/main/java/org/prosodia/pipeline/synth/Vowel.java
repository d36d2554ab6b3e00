package org.prosodia.pipeline.synth;

/** Vowels by their first four formants (Hz), round figures for a long vocal tract as in common phonetics tables. */
enum Vowel {
    A(730, 1090, 2440, 3400),
    AE(660, 1720, 2410, 3500),
    E(530, 1840, 2480, 3500),
    I(270, 2290, 3010, 3600),
    O(570, 840, 2410, 3300),
    U(300, 870, 2240, 3300),
    SCHWA(500, 1500, 2500, 3500);

    /** Fifth formant, Hz: much the same for every vowel. */
    static final double F5 = 4500;

    private final double[] formants;

    Vowel(double... formants) {
        this.formants = formants;
    }

    /** Formant {@code i}, from 0, in Hz. */
    double formant(int i) {
        return i < formants.length ? formants[i] : F5;
    }
}
