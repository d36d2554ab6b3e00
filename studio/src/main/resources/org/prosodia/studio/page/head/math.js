// Small functions that shapes and movements are made of.

export const clamp = (x, low, high) => Math.min(high, Math.max(low, x));
export const lerp = (a, b, t) => a + (b - a) * t;

/** 0 below a, 1 above b, smooth between. */
export function smoothstep(a, b, x) {
    const t = clamp((x - a) / (b - a), 0, 1);
    return t * t * (3 - 2 * t);
}

/** A bell of height 1 and standard deviation w. */
export const bell = (x, w) => Math.exp(-0.5 * (x / w) * (x / w));

/** A bell over the plane. */
export const bump = (x, y, wx, wy) => bell(x, wx) * bell(y, wy);

/**
 * A function through points [[x, y], …] with rising x that never overshoots them: cubic pieces with the slopes of F. N. Fritsch and
 * J. Butland (1984). Constant beyond both ends.
 */
export function through(points) {
    const n = points.length;
    const slope = i => (points[i + 1][1] - points[i][1]) / (points[i + 1][0] - points[i][0]);
    const tangents = points.map((_, i) => {
        if (i === 0 || i === n - 1) {
            return slope(Math.min(i, n - 2));
        }
        const before = slope(i - 1);
        const after = slope(i);
        return before * after <= 0 ? 0 : 2 * before * after / (before + after);
    });
    return x => {
        if (x <= points[0][0]) {
            return points[0][1];
        }
        if (x >= points[n - 1][0]) {
            return points[n - 1][1];
        }
        let i = 0;
        while (points[i + 1][0] < x) {
            i++;
        }
        const width = points[i + 1][0] - points[i][0];
        const t = (x - points[i][0]) / width;
        const a = 2 * t * t * t - 3 * t * t + 1;
        const b = t * t * t - 2 * t * t + t;
        const c = t * t * t - t * t;
        return a * points[i][1] + b * width * tangents[i] + (1 - a) * points[i + 1][1] + c * width * tangents[i + 1];
    };
}
