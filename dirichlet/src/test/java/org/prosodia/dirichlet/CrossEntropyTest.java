package org.prosodia.dirichlet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CrossEntropyTest {

    @Test
    void equalLogitsCostTheLogarithmOfTheirNumber() {
        double[] z = {3, 3, 3};
        assertEquals(Math.log(3), CrossEntropy.loss(z, 0), 1e-15);
        assertEquals(Math.log(3), CrossEntropy.loss(z, new double[] {0.2, 0.3, 0.5}), 1e-15);
        assertArrayEquals(new double[] {1.0 / 3 - 1, 1.0 / 3, 1.0 / 3}, CrossEntropy.lossGradient(z, 0), 1e-15);
    }

    @Test
    void hardLabelIsTheSoftTargetAtItsCorner() {
        double[] z = {0.3, -2, 1.7, 0};
        double[] corner = Simplex.oneHot(2, 4);
        assertEquals(CrossEntropy.loss(z, corner), CrossEntropy.loss(z, 2), 1e-15);
        assertArrayEquals(CrossEntropy.lossGradient(z, corner), CrossEntropy.lossGradient(z, 2), 1e-15);
    }

    @Test
    void survivesLogitsWhoseExponentialsOverflow() {
        double[] z = {1000, -1000, 0};
        assertEquals(0, CrossEntropy.loss(z, 0));
        assertEquals(2000, CrossEntropy.loss(z, 1));
        assertArrayEquals(new double[] {1, 0, 0}, CrossEntropy.softmax(z));
    }
}
