// The skin in motion: rest + Σ weight · displacement, then lids that turn about the eyes and inner sides of lids and lips that hang on
// their edges.

import {anatomy} from './anatomy.js';
import {bell, clamp, lerp, smoothstep} from './math.js';
import {geometryOf, writeNormals} from './mesh.js';
import {LID, lidArc} from './muscles.js';
import {EYE} from './shape.js';

export class Face {
    constructor() {
        this.anatomy = anatomy();
        this.geometry = geometryOf(this.anatomy.net);
    }

    /** Moves the skin; `weight` gives a channel's value by its name. */
    pose(weight) {
        const position = this.geometry.attributes.position.array;
        position.set(this.anatomy.net.rest);
        for (const [name, {indices, deltas}] of Object.entries(this.anatomy.moves)) {
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
        this.anatomy.lids.forEach(lid => poseLid(lid, weight, position));
        for (const {to, from, back, out, eye} of this.anatomy.hanging) {
            position[3 * to] = position[3 * from] * (eye ? 1 : 1 - 0.6 * back);
            position[3 * to + 1] = position[3 * from + 1] + out;
            position[3 * to + 2] = position[3 * from + 2] - back;
        }
        writeNormals(position, this.anatomy.net.triangles, this.geometry.attributes.normal.array);
        this.geometry.attributes.position.needsUpdate = true;
        this.geometry.attributes.normal.needsUpdate = true;
    }

    /** Where a point of the skin is now, by its index. */
    at(i) {
        const position = this.geometry.attributes.position.array;
        return [position[3 * i], position[3 * i + 1], position[3 * i + 2]];
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
        const onBall = (1 - smoothstep(0.45, 0.9, t)) * (1 - smoothstep(0.9, 1.35, Math.abs(across)));
        position[at + 1] = y;
        position[at + 2] = softMax(lerp(z, z * 0.15 + ball * 0.85, onBall), ball);
    }
}
