// How the skin moves: for each channel of ARKit that moves it, the displacement of a point when the channel is at 1.
// A point has x, y, z and `upper`, whether it is above the mouth's slit. Channels in pairs are written for the face's left (x > 0).

import {bell, bump, smoothstep} from './math.js';
import {EYE, MOUTH} from './shape.js';

const HINGE = {y: -0.12, z: -0.1};
const JAW_ANGLE = 0.36;
const CORNER = MOUTH.halfWidth;

/** Share of a point that is on the face's left, with a soft border. */
const left = p => smoothstep(-0.07, 0.07, p.x);
const corner = (p, wx = 0.15, wy = 0.13) => bump(p.x - CORNER, p.y - MOUTH.y, wx, wy);
/** Rises from the mouth's middle to its corner like a parabola, as a mouth bends, and falls off in the cheek. */
const bend = (p, wx = 0.11, wy = 0.13) =>
    (p.x <= 0 ? 0 : p.x < CORNER ? (p.x / CORNER) ** 2 : bell(p.x - CORNER, wx)) * bell(p.y - MOUTH.y, wy);
const lips = (p, wx = 0.26, wy = 0.11) => bump(p.x, p.y - MOUTH.y, wx, wy);
const upperLip = (p, w = 0.1) => p.upper ? bump(p.x, p.y - MOUTH.y, 0.2, w) : 0;
const lowerLip = (p, w = 0.1) => p.upper ? 0 : bump(p.x, p.y - MOUTH.y, 0.2, w);
const crease = (p, x, y, wx, wy) => bump(p.x - x, p.y - y, wx, wy);

/** Share of the jaw's movement that a point makes: an oval opening between the corners, a soft border in the cheeks. */
export function jawShare(p) {
    const across = Math.min(1, Math.abs(p.x) / CORNER);
    const oval = Math.sqrt(1 - across * across);
    const below = MOUTH.y - p.y;
    const front = smoothstep(-0.35, 0.25, p.z);
    const border = 0.02 + 0.5 * Math.max(0, Math.abs(p.x) - CORNER * 0.9) + 0.07 * across;
    let share = smoothstep(-border - 0.04, border + 0.13, below);
    const edge = p.upper ? 0.4 * (1 - oval) : 0.4 + 0.6 * oval;
    const atEdge = bell(below, 0.07) * (Math.abs(p.x) < CORNER ? 1 : bell(Math.abs(p.x) - CORNER, 0.05));
    share = share * (1 - atEdge) + edge * atEdge;
    return share * front * (1 - smoothstep(-1.18, -1.5, p.y));
}

/** What an open jaw does to a point that makes so much of its movement: it turns about the joint in front of the ears. */
export function jaw(p, share) {
    const angle = share * JAW_ANGLE;
    const y = p.y - HINGE.y;
    const z = p.z - HINGE.z;
    return [0, y * (Math.cos(angle) - 1) - z * Math.sin(angle), z * (Math.cos(angle) - 1) + y * Math.sin(angle) + 0.05 * share];
}

/** Lines across the forehead, or between the brows, as small waves. */
const waves = (t, length) => Math.sin(2 * Math.PI * t / length);

const SINGLE = {
    jawOpen: p => jaw(p, jawShare(p)),
    jawForward: p => [0, 0, 0.1 * jawShare(p)],
    jawLeft: p => [0.09 * jawShare(p), 0, 0],
    jawRight: p => [-0.09 * jawShare(p), 0, 0],
    mouthLeft: p => [0.13 * lips(p), 0, 0],
    mouthRight: p => [-0.13 * lips(p), 0, 0],
    mouthClose: p => [0, 0.16 * lowerLip(p) - 0.06 * upperLip(p), 0],
    mouthFunnel: p => [-0.4 * p.x * lips(p), 0.07 * upperLip(p) - 0.08 * lowerLip(p), 0.12 * lips(p, 0.2)],
    mouthPucker: p => [-0.55 * p.x * lips(p, 0.3), (p.y - MOUTH.y) * 0.25 * lips(p), 0.15 * lips(p, 0.19)],
    mouthRollLower: p => [0, 0.045 * lowerLip(p, 0.07), -0.07 * lowerLip(p, 0.07)],
    mouthRollUpper: p => [0, -0.035 * upperLip(p, 0.07), -0.06 * upperLip(p, 0.07)],
    mouthShrugLower: p => [0, 0.09 * lowerLip(p, 0.09) + 0.1 * bump(p.x, p.y + 0.98, 0.17, 0.12),
        0.05 * lowerLip(p, 0.08) + 0.03 * bump(p.x, p.y + 0.98, 0.14, 0.08)
            - 0.035 * bump(p.x, p.y + 0.86, 0.14, 0.03)],
    mouthShrugUpper: p => [0, 0.055 * upperLip(p, 0.1) + (p.upper ? 0 : 0.03 * lowerLip(p)), 0.035 * upperLip(p, 0.09)],
    browInnerUp: p => {
        const inner = bump(Math.abs(p.x) - 0.13, p.y - 0.34, 0.125, 0.15);
        const forehead = bump(p.x, p.y - 0.62, 0.28, 0.13);
        return [0, 0.21 * inner + 0.05 * forehead, 0.014 * waves(p.y - 0.5, 0.105) * bump(p.x, p.y - 0.62, 0.24, 0.12)];
    },
    cheekPuff: p => {
        const puff = bump(Math.abs(p.x) - 0.45, p.y + 0.6, 0.16, 0.17) * smoothstep(-0.1, 0.3, p.z);
        return [0.12 * Math.sign(p.x) * puff, 0, 0.13 * puff];
    },
};

const LEFT = {
    mouthSmile: p => {
        const c = bend(p, 0.1, 0.12);
        const cheek = crease(p, 0.45, -0.36, 0.13, 0.13);
        const fold = crease(p, 0.37, -0.5, 0.045, 0.12);
        const apart = bump(p.x - 0.1, p.y - MOUTH.y, 0.16, 0.1);
        return [0.12 * corner(p, 0.16, 0.14) + 0.02 * cheek, 0.19 * c + 0.07 * cheek + (p.upper ? 0.035 : -0.07) * apart,
            -0.07 * c + 0.075 * cheek - 0.055 * fold];
    },
    mouthFrown: p => {
        const c = bend(p, 0.09, 0.12);
        const pouch = crease(p, 0.36, -0.86, 0.1, 0.1);
        return [-0.01 * c, -0.185 * c - 0.03 * pouch + 0.04 * bump(p.x, p.y - MOUTH.y, 0.12, 0.08), 0.02 * pouch
            - 0.04 * crease(p, 0.37, -0.77, 0.035, 0.09)];
    },
    mouthDimple: p => [0.06 * corner(p), 0.02 * corner(p), -0.07 * corner(p, 0.09, 0.1)],
    mouthStretch: p => {
        const c = corner(p, 0.17, 0.13);
        return [0.14 * c, -0.075 * c + (p.upper ? 0.015 : -0.06) * bump(p.x - 0.14, p.y - MOUTH.y, 0.12, 0.09),
            -0.06 * c - 0.03 * crease(p, 0.42, -0.72, 0.04, 0.15)];
    },
    mouthPress: p => {
        const red = bump(p.x - 0.1, p.y - MOUTH.y, 0.16, 0.1);
        return [-0.015 * corner(p), -0.62 * (p.y - MOUTH.y) * red, -0.035 * red - 0.02 * corner(p, 0.05, 0.07)
            + 0.035 * bump(p.x - 0.1, p.y - MOUTH.y - 0.16, 0.14, 0.05) + 0.03 * bump(p.x - 0.1, p.y - MOUTH.y + 0.17, 0.14, 0.05)];
    },
    mouthLowerDown: p => [0.01 * lowerLip(p), -0.11 * (p.upper ? 0 : bump(p.x - 0.12, p.y - MOUTH.y, 0.13, 0.12)), 0],
    mouthUpperUp: p => {
        const lip = p.upper ? bump(p.x - 0.12, p.y - MOUTH.y, 0.12, 0.12) : 0;
        return [0.01 * lip, 0.12 * lip, 0.02 * lip + 0.03 * crease(p, 0.3, -0.42, 0.08, 0.08) - 0.05 * crease(p, 0.25, -0.5, 0.035, 0.09)];
    },
    browDown: p => {
        const inner = crease(p, 0.17, 0.33, 0.13, 0.12);
        const outer = crease(p, 0.45, 0.37, 0.16, 0.1);
        const glabella = bump(p.x - 0.065, p.y - 0.32, 0.022, 0.09);
        return [-0.06 * inner, -0.19 * inner - 0.075 * outer, 0.055 * inner + 0.02 * outer - 0.045 * glabella];
    },
    browOuterUp: p => {
        const outer = crease(p, 0.5, 0.38, 0.15, 0.14);
        return [0, 0.18 * outer + 0.04 * crease(p, 0.4, 0.65, 0.15, 0.12),
            0.012 * waves(p.y - 0.5, 0.105) * crease(p, 0.4, 0.63, 0.16, 0.12)];
    },
    cheekSquint: p => {
        const cheek = crease(p, 0.41, -0.2, 0.15, 0.11);
        const feet = crease(p, 0.63, 0.06, 0.06, 0.09);
        return [0.01 * cheek, 0.1 * cheek, 0.07 * cheek - 0.035 * crease(p, 0.33, -0.1, 0.13, 0.025)
            + 0.012 * waves(p.y - 0.06 + 0.3 * (p.x - 0.6), 0.055) * feet];
    },
    noseSneer: p => {
        const wing = crease(p, 0.125, -0.39, 0.06, 0.07);
        const beside = crease(p, 0.2, -0.2, 0.09, 0.13);
        const lip = p.upper ? bump(p.x - 0.13, p.y - MOUTH.y, 0.1, 0.1) : 0;
        const bridge = bump(p.x - 0.03, p.y - 0.03, 0.085, 0.13);
        return [0.03 * wing - 0.01 * beside, 0.085 * wing + 0.07 * beside + 0.06 * lip - 0.075 * crease(p, 0.15, 0.33, 0.11, 0.09),
            0.035 * beside + 0.014 * waves(p.y + 1.5 * p.x * p.x, 0.085) * bridge - 0.055 * crease(p, 0.235, -0.45, 0.035, 0.1)
                + 0.03 * crease(p, 0.14, 0.28, 0.1, 0.06)];
    },
};

/** Displacements by ARKit's names. Lids, eyes and tongue are moved elsewhere: they turn. */
export const MOVEMENTS = {...SINGLE};
for (const [name, move] of Object.entries(LEFT)) {
    MOVEMENTS[name + 'Left'] = p => move(p).map(d => d * left(p));
    MOVEMENTS[name + 'Right'] = p => {
        const mirrored = {...p, x: -p.x};
        const [x, y, z] = move(mirrored).map(d => d * left(mirrored));
        return [-x, y, z];
    };
}

/** Where the lids' edges are, relative to the eye's middle, with x as a share of the opening's half width from the nose outwards. */
export const lidArc = x => Math.sqrt(Math.max(0, 1 - x * x)) ** 0.9;
export const LID = {upper: 0.108, lower: -0.085, shut: -0.05, reach: 0.24, radius: EYE.radius + 0.014};
