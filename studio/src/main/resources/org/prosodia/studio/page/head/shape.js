// The head at rest: where its skin is. x to the face's left, y up, z to the front; the head is about 2.5 high and its eyes are near y = 0.

import {bell, bump, lerp, smoothstep, through} from './math.js';

export const EYE = {x: 0.355, y: 0.07, z: 0.575, radius: 0.205, halfWidth: 0.205};
export const MOUTH = {y: -0.665, halfWidth: 0.275};
export const TOP = 1.3;
export const BOTTOM = -1.95;

// Half the width, the front and the back of the slice at each height.
const WIDTH = through([[-1.95, 0.5], [-1.75, 0.4], [-1.45, 0.375], [-1.27, 0.385], [-1.2, 0.42], [-1.12, 0.47], [-1, 0.55], [-0.8, 0.655],
    [-0.5, 0.745], [-0.2, 0.81], [0.1, 0.85], [0.45, 0.865], [0.75, 0.8], [1, 0.64], [1.15, 0.48], [1.25, 0.28], [1.3, 0.01]]);
const FRONT = through([[-1.95, 0.34], [-1.75, 0.27], [-1.45, 0.26], [-1.31, 0.34], [-1.24, 0.52], [-1.19, 0.63], [-1.1, 0.7], [-1, 0.725],
    [-0.8, 0.735], [-0.5, 0.765], [-0.2, 0.775], [0.1, 0.785], [0.45, 0.775], [0.75, 0.68], [1, 0.48], [1.15, 0.3], [1.25, 0.12],
    [1.3, -0.08]]);
const BACK = through([[-1.95, -0.55], [-1.45, -0.5], [-1.1, -0.55], [-0.7, -0.7], [-0.3, -0.86], [0.1, -0.95], [0.5, -0.95], [0.8, -0.85],
    [1.05, -0.65], [1.2, -0.42], [1.3, -0.1]]);

const NOSE_HEIGHT = through([[-0.5, 0], [-0.455, 0.1], [-0.41, 0.24], [-0.35, 0.265], [-0.2, 0.185], [0, 0.1], [0.14, 0.05], [0.3, 0]]);
const NOSE_WIDTH = through([[-0.5, 0.12], [-0.38, 0.105], [-0.2, 0.075], [0.1, 0.06], [0.3, 0.08]]);

/** How high the red of the upper and of the lower lip is, with x as a share of the mouth's half width. */
export const upperLip = x => Math.abs(x) >= 1 ? 0
    : 0.085 * (1 - Math.abs(x) ** 2.2) * (1 - 0.2 * bell(x, 0.1) + 0.06 * bell(Math.abs(x) - 0.24, 0.1));
export const lowerLip = x => Math.abs(x) >= 1 ? 0 : 0.105 * (1 - Math.abs(x) ** 2.4);

/** The skin's point in direction `angle` around the vertical (0 is the front, π/2 the face's left) at height y. */
export function skin(angle, y) {
    const front = FRONT(y);
    const back = BACK(y);
    const middle = lerp(back, front, y < -1.1 ? 0.5 : 0.46);
    const c = Math.cos(angle);
    const s = Math.sin(angle);
    const squareness = 2 / 2.35;
    const x = WIDTH(y) * Math.sign(s) * Math.abs(s) ** squareness;
    const z = middle + (c > 0 ? front - middle : middle - back) * Math.sign(c) * Math.abs(c) ** squareness;
    return {x, y, z: z + features(x, y) * smoothstep(0.05, 0.35, c)};
}

/** What stands out of the smooth head, or is sunk into it. */
function features(x, y) {
    const side = Math.abs(x);
    const nose = NOSE_HEIGHT(y) * Math.exp(-((side / NOSE_WIDTH(y)) ** 2.4))
        + 0.03 * bump(x, y + 0.36, 0.075, 0.06) + 0.095 * bump(side - 0.125, y + 0.395, 0.042, 0.048);
    const bones = 0.055 * bump(side - 0.33, y - 0.3, 0.2, 0.085) + 0.02 * bump(x, y - 0.24, 0.08, 0.08)
        + 0.06 * bump(side - 0.47, y + 0.2, 0.15, 0.13) + 0.075 * bump(x, y + 1.02, 0.15, 0.1)
        - 0.03 * bump(side - 0.55, y + 0.6, 0.12, 0.16);
    const sockets = -0.1 * bump(side - EYE.x + 0.02, y - EYE.y - 0.03, 0.16, 0.1) - 0.03 * bump(side - 0.17, y - 0.1, 0.06, 0.12);
    const muzzle = 0.065 * bump(x, y - MOUTH.y, 0.25, 0.15) - 0.014 * bump(x, y + 0.52, 0.022, 0.045)
        - 0.045 * bump(x, y + 0.835, 0.17, 0.045) - 0.02 * bump(side - 0.33, y + 0.56, 0.05, 0.12);
    return nose + bones + sockets + muzzle + lips(x, y);
}

function lips(x, y) {
    const across = x / MOUTH.halfWidth;
    const height = y - MOUTH.y;
    const red = height > 0 ? upperLip(across) : lowerLip(across);
    if (red <= 0.001) {
        return -0.02 * bump(Math.abs(x) - MOUTH.halfWidth, height, 0.035, 0.04);
    }
    const t = Math.abs(height) / red;
    const full = t < 1.35 ? Math.cos(Math.PI / 2 * Math.min(1, Math.abs(t - 0.42) / 0.93)) : 0;
    return (height > 0 ? 0.043 : 0.058) * full * Math.min(1, red / 0.06) - 0.012 * bell(t, 0.18);
}
