package org.prosodia.tensor.backend.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.prosodia.tensor.backend.Functions;
import org.prosodia.tensor.backend.ScalarFunction;
import org.prosodia.tensor.backend.Workers;
import org.prosodia.tensor.backend.plain.PlainF32;

class ActivationsTest {
    private static final float[] SPECIAL = {
        0f, -0f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MIN_VALUE, -Float.MIN_VALUE, Float.MIN_NORMAL, 1e-40f,
        Float.MAX_VALUE, -Float.MAX_VALUE, 1e30f, -1e30f,
        88.5f, 88.72f, 88.73f, 89.5f, 128f, -86.8f, -87f, -100f, -104f, 200f, -200f, 1e-20f,
        Float.intBitsToFloat(0x7f800001), Float.intBitsToFloat(0xffc12345), 5.4999f, 5.5f, -5.5f, 5.6f, 8.999f, 9f, -9f, 9.1f,
    };

    private static float[] vector(ScalarFunction f, float[] x, int threads) {
        float[] y = new float[x.length];
        try (Workers workers = new Workers(threads)) {
            new VectorF32(workers).map(f, x, y);
        }
        return y;
    }

    private static float[] vectorGradient(ScalarFunction f, float[] x, float[] g, int threads) {
        float[] dx = new float[x.length];
        try (Workers workers = new Workers(threads)) {
            new VectorF32(workers).mapGradient(f, x, g, dx);
        }
        return dx;
    }

    private static float[] grid(float from, float to, int n) {
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = from + (to - from) * i / (n - 1);
        }
        return x;
    }

    private static float[] ones(int n) {
        float[] x = new float[n];
        Arrays.fill(x, 1);
        return x;
    }

    @ParameterizedTest
    @CsvSource({
        "EXP, -86, 88, 2e-7", "TANH, -12, 12, 3.6e-7", "TANH, -1e-3, 1e-3, 2e-7", "SIGMOID, -80, 80, 4e-7",
    })
    void relativeErrorsAreSmall(Functions f, float from, float to, double tolerance) {
        float[] x = grid(from, to, 200_003);
        float[] y = vector(f, x, 1);
        for (int i = 0; i < x.length; i++) {
            double expected = f.value(x[i]);
            assertTrue(Math.abs(y[i] - expected) <= tolerance * Math.abs(expected), message(f, x[i], expected, y[i]));
        }
    }

    @ParameterizedTest
    @CsvSource({"GELU, -7, 7, 2e-7", "GELU, -1e-2, 1e-2, 2e-8", "GELU, -200, 200, 2e-7", "TANH, -12, 12, 2e-7", "SIGMOID, -100, 100, 2e-7"})
    void errorsAreSmallBesideTheArgument(Functions f, float from, float to, double tolerance) {
        float[] x = grid(from, to, 200_003);
        float[] y = vector(f, x, 1);
        for (int i = 0; i < x.length; i++) {
            double expected = f.value(x[i]);
            assertTrue(Math.abs(y[i] - expected) <= tolerance * Math.max(1, Math.abs(x[i])), message(f, x[i], expected, y[i]));
        }
    }

    @ParameterizedTest
    @CsvSource({"GELU, -15, 15, 3e-7", "TANH, -30, 30, 3e-7", "SIGMOID, -80, 80, 2e-7", "EXP, -86, 0, 2e-7"})
    void errorsOfDerivativesAreSmall(Functions f, float from, float to, double tolerance) {
        float[] x = grid(from, to, 200_003);
        float[] dx = vectorGradient(f, x, ones(x.length), 1);
        for (int i = 0; i < x.length; i++) {
            double expected = f.derivative(x[i]);
            assertTrue(Math.abs(dx[i] - expected) <= tolerance, message(f, x[i], expected, dx[i]));
        }
    }

    @ParameterizedTest
    @EnumSource(value = Functions.class, names = {"EXP", "TANH", "SIGMOID", "GELU"})
    void specialArgumentsGiveWhatPlainGives(Functions f) {
        try (Workers workers = new Workers(1)) {
            PlainF32 plain = new PlainF32(workers);
            float[] expected = new float[SPECIAL.length];
            plain.map(f, SPECIAL, expected);
            Arrays32.assertClose(expected, vector(f, SPECIAL, 1), 3e-7, f.name());
            plain.mapGradient(f, SPECIAL, ones(SPECIAL.length), expected);
            Arrays32.assertClose(expected, vectorGradient(f, SPECIAL, ones(SPECIAL.length), 1), 3e-7, f + " gradient");
        }
    }

    @Test
    void affineEqualsPlain() {
        ScalarFunction f = new ScalarFunction.Affine(-0.37, 2.5);
        Arrays32.raggedSizes().forEach(n -> {
            float[] x = Arrays32.random(n, n);
            float[] expected = new float[n];
            try (Workers workers = new Workers(1)) {
                new PlainF32(workers).map(f, x, expected);
                Arrays32.assertClose(expected, vector(f, x, 1), 2e-7, "affine");
                new PlainF32(workers).mapGradient(f, x, x, expected);
                Arrays32.assertClose(expected, vectorGradient(f, x, x, 1), 2e-7, "affine gradient");
            }
        });
    }

    @ParameterizedTest
    @EnumSource(value = Functions.class, names = {"EXP", "TANH", "SIGMOID", "GELU", "SQUARE", "SOFTPLUS"})
    void everySizeEqualsPlainAndEveryNumberOfThreadsOneThread(Functions f) {
        IntStream.concat(Arrays32.raggedSizes(), IntStream.of(40_001)).forEach(n -> {
            float[] x = Arrays32.random(n, n);
            float[] g = Arrays32.random(n + 1, n);
            float[] expected = new float[n];
            try (Workers workers = new Workers(1)) {
                PlainF32 plain = new PlainF32(workers);
                plain.map(f, x, expected);
                Arrays32.assertClose(expected, vector(f, x, 1), 3e-7, f + " of " + n);
                assertArrayEquals(vector(f, x, 1), vector(f, x, 3));
                plain.mapGradient(f, x, g, expected);
                Arrays32.assertClose(expected, vectorGradient(f, x, g, 1), 3e-7, f + " gradient of " + n);
                assertArrayEquals(vectorGradient(f, x, g, 1), vectorGradient(f, x, g, 3));
                float[] inPlace = x.clone();
                new VectorF32(workers).map(f, inPlace, inPlace);
                assertArrayEquals(vector(f, x, 1), inPlace);
            }
        });
    }

    private static String message(Functions f, float x, double expected, float found) {
        return String.format(Locale.ROOT, "%s(%s): expected %s, found %s", f, x, expected, found);
    }
}
