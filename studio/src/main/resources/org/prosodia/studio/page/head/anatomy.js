// What all heads have in common, worked out once: the net of the skin, how far each channel moves which of its points, which points
// belong to the lids, and which hang on the edges of lids and lips.

import {clamp} from './math.js';
import {net} from './mesh.js';
import {LID, MOVEMENTS} from './muscles.js';
import {EYE} from './shape.js';

/** Smaller displacements than this are left out. */
const TRACE = 0.0004;

class Anatomy {
    constructor() {
        this.net = net();
        this.settle();
        this.moves = Object.fromEntries(Object.entries(MOVEMENTS).map(([name, move]) => [name, this.sparse(move)]));
        this.lids = [this.lid(1), this.lid(-1)];
    }

    /** Inner sides of lids and lips begin behind their edges, so that they move with them. */
    settle() {
        this.hanging = [];
        for (const slit of this.net.slits) {
            for (const [edge, rows, direction] of [[slit.above, slit.aboveInner, 1], [slit.below, slit.belowInner, -1]]) {
                rows.forEach((row, k) => row.forEach((to, i) => this.hanging.push({to, from: edge[i], back: slit.inner[k].back,
                    out: direction * slit.inner[k].out, eye: slit.kind === 'eye' ? Math.sign(slit.x) : 0})));
            }
        }
    }

    point(i) {
        const {rest, sides} = this.net;
        return {x: rest[3 * i], y: rest[3 * i + 1], z: rest[3 * i + 2], upper: sides[i] > 0};
    }

    sparse(move) {
        const indices = [];
        const deltas = [];
        for (let i = 0; i < this.net.sides.length; i++) {
            const p = this.point(i);
            if (p.z < -0.4) {
                continue;
            }
            const d = move(p);
            if (Math.abs(d[0]) + Math.abs(d[1]) + Math.abs(d[2]) > TRACE) {
                indices.push(i);
                deltas.push(...d);
            }
        }
        return {indices: Uint32Array.from(indices), deltas: Float32Array.from(deltas)};
    }

    /** The points of an eye's lids: how far from the slit (0) to where skin is still (1), and how far across. */
    lid(side) {
        const slit = this.net.slits.find(s => s.kind === 'eye' && Math.sign(s.x) === side);
        const below = new Set([...slit.below]);
        const points = [];
        for (let i = 0; i < this.net.sides.length; i++) {
            const p = this.point(i);
            const across = side * (p.x - side * EYE.x) / EYE.halfWidth;
            const height = p.y - EYE.y;
            if (p.z > 0.2 && Math.abs(across) < 1.5 && Math.abs(height) < LID.reach + 0.1 && !this.isHanging(i)) {
                const upper = height > 1e-6 || Math.abs(height) <= 1e-6 && !below.has(i);
                points.push({i, across, upper, t: clamp(Math.abs(height) / LID.reach, 0, 1)});
            }
        }
        return {side, points};
    }

    isHanging(i) {
        this.hangs ??= new Set(this.hanging.map(h => h.to));
        return this.hangs.has(i);
    }

    /** The point of the skin at rest that is nearest to a place on its front. */
    nearest(x, y) {
        const {rest} = this.net;
        let best = 0;
        let least = Infinity;
        for (let i = 0; i < rest.length / 3; i++) {
            const distance = (rest[3 * i] - x) ** 2 + (rest[3 * i + 1] - y) ** 2;
            if (rest[3 * i + 2] > 0 && distance < least && !this.isHanging(i)) {
                best = i;
                least = distance;
            }
        }
        return best;
    }
}

let made = null;

/** The one that all heads share; it takes a moment to make. */
export const anatomy = () => made ??= new Anatomy();
