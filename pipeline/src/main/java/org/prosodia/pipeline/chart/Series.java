package org.prosodia.pipeline.chart;

/**
 * Points of one kind.
 *
 * @param name for the legend
 * @param x where they are [N], rising
 * @param y how high [N]; those that are not finite are left out
 * @param low lower ends of their intervals [N]; empty for none
 * @param high upper ends [N]; empty for none
 */
public record Series(String name, double[] x, double[] y, double[] low, double[] high) {
    /** Requires a height and an interval for each place, or no intervals. */
    public Series {
        if (y.length != x.length || low.length != high.length || low.length != 0 && low.length != x.length) {
            throw new IllegalArgumentException(name + ": expected " + x.length + " points, found " + y.length + " with " + low.length
                    + " and " + high.length + " ends of intervals");
        }
    }

    /** Points without intervals. */
    public static Series of(String name, double[] x, double[] y) {
        return new Series(name, x, y, new double[0], new double[0]);
    }

    /** Points at 1 to N. */
    public static Series counted(String name, double[] y) {
        double[] x = new double[y.length];
        for (int n = 0; n < x.length; n++) {
            x[n] = n + 1;
        }
        return of(name, x, y);
    }
}
