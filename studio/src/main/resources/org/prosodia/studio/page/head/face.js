// The skin in motion: rest + Σ weight · displacement, then lids that turn about the eyes and inner sides of lids and lips that hang on
// their edges. Displacements are worked out once, at the points where they are more than a trace.

import {bell, clamp, lerp, smoothstep} from './math.js';
import {geometryOf, net, writeNormals} from './mesh.js';
import {LID, MOVEMENTS, lidArc} from './muscles.js';
import {EYE} from './shape.js';

const TRACE = 0.0004;

export class Face {
    constructor() {
        this.net = net();
        this.settle();
        this.moves = Object.fromEntries(Object.entries(MOVEMENTS).map(([name, move]) => [name, this.sparse(move)]));
        this.lids = [this.lid(1), this.lid(-1)];
        this.geometry = geometryOf(this.net);
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

    /** Moves the skin; `weight` gives a channel's value by its name. */
    pose(weight) {
        const position = this.geometry.attributes.position.array;
        position.set(this.net.rest);
        for (const [name, {indices, deltas}] of Object.entries(this.moves)) {
            const w = weight(name);
            if (w > 0.001) {
                for (let k = 0; k < indices.length; k++) {
                    const at = 3 * indices[k];
                    position[at] += w * deltas[3 * k];
                    position[at + 1] += w * deltas[3 * k + 1];
                    position[at + 2] += w * deltas[3 * k + 2];
                }
            }
        }
        this.lids.forEach(lid => poseLid(lid, weight, position));
        for (const {to, from, back, out, eye} of this.hanging) {
            position[3 * to] = position[3 * from] * (eye ? 1 : 1 - 0.6 * back);
            position[3 * to + 1] = position[3 * from + 1] + out;
            position[3 * to + 2] = position[3 * from + 2] - back;
        }
        writeNormals(position, this.net.triangles, this.geometry.attributes.normal.array);
        this.geometry.attributes.position.needsUpdate = true;
        this.geometry.attributes.normal.needsUpdate = true;
    }

    /** Where a point of the skin is now, by its index. */
    at(i) {
        const position = this.geometry.attributes.position.array;
        return [position[3 * i], position[3 * i + 1], position[3 * i + 2]];
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

/** How far a lid stands out so far from the eye's middle: a ball, and where that falls too steeply a cone. */
function mound(distance) {
    const edge = 0.74 * LID.radius;
    const ball = r => Math.sqrt(LID.radius * LID.radius - r * r);
    return distance < edge ? ball(distance) : ball(edge) - (distance - edge) * edge / ball(edge);
}

/** The greater of two, rounded where they meet. */
const softMax = (a, b) => 0.5 * (a + b + Math.sqrt((a - b) ** 2 + 0.0004));

function poseLid({side, points}, weight, position) {
    const name = side > 0 ? 'Left' : 'Right';
    const wide = weight('eyeWide' + name);
    const squint = weight('eyeSquint' + name);
    const cheek = weight('cheekSquint' + name);
    const down = weight('eyeLookDown' + name) - weight('eyeLookUp' + name);
    const blink = clamp(weight('eyeBlink' + name), 0, 1);
    const frown = weight('browDown' + name);
    const sad = weight('browInnerUp') * (1 - wide);
    const upperOpen = LID.upper + 0.075 * wide - 0.05 * squint - 0.045 * down - 0.03 * cheek;
    const lowerOpen = LID.lower - 0.02 * wide + 0.05 * squint + 0.11 * cheek - 0.02 * down;
    const upper = lerp(upperOpen, LID.shut, blink);
    const lower = lerp(lowerOpen, LID.shut, blink);
    for (const {i, across, upper: above, t} of points) {
        const at = 3 * i;
        // Frowning brows press the inner part of the lid down; raised inner brows pull it up and let the outer part droop.
        const slant = above ? (1 - blink) * (0.035 * frown * across - 0.03 * sad * across - 0.02 * frown) : 0;
        const edge = (above ? upper + slant : lower) * lidArc(across);
        const y = position[at + 1] + edge * (1 - t) * (1 - t * t * 0.3);
        const dx = position[at] - side * EYE.x;
        const dy = y - EYE.y;
        const ball = EYE.z + mound(Math.hypot(dx, dy));
        const fold = above ? -0.025 * bell(t - 0.62, 0.1) * lidArc(across * 0.75) : -0.012 * bell(t - 0.5, 0.1) * lidArc(across * 0.8);
        const z = position[at + 2] + fold;
        position[at + 1] = y;
        position[at + 2] = softMax(lerp(z, z * 0.15 + ball * 0.85, (1 - smoothstep(0.45, 0.9, t)) * (1 - smoothstep(0.9, 1.35, Math.abs(across)))), ball);
    }
}
