// The net of the skin: columns around the head, rows from its top to the neck, closer where the face is fine. The net is slit along the
// eyes and the mouth: there each point is twice, once for what is above and once for what is below.

import {BufferAttribute, BufferGeometry, Color} from '../../lib/three.module.min.js';
import {bell, bump, lerp, smoothstep} from './math.js';
import {BOTTOM, EYE, MOUTH, TOP, lowerLip, skin, upperLip} from './shape.js';

const COLUMNS = 148;
const SKIN = new Color(0xe2b190);
const BLUSH = new Color(0xd68a70);
const LIPS = new Color(0xb4575a);
const SHADE = new Color(0x8a5540);
const LASHES = new Color(0x2a1c18);
const GUMS = new Color(0x8c3a40);
const DARK = new Color(0x1a0709);

/** How far in each row behind a lip's edge, and behind a lid's, lies. */
const LIP_ROWS = [{back: 0.03, out: 0.012}, {back: 0.085, out: 0.02}, {back: 0.16, out: 0.0}];
const LID_ROWS = [{back: 0.035, out: 0.0}];

function angles() {
    const list = [];
    for (let i = 0; i < COLUMNS; i++) {
        const t = 2 * i / COLUMNS - 1;
        list.push(Math.PI * (0.34 * t + 0.66 * t ** 3));
    }
    return list;
}

/** Heights from top to bottom, with one at each of the stops. */
function heights() {
    const step = y => 0.05 - 0.037 * Math.max(bell(y - MOUTH.y, 0.13), bell(y - EYE.y - 0.02, 0.16), 0.8 * bell(y + 0.4, 0.1),
        0.6 * bell(y - 0.45, 0.25), 0.55 * bell(y + 1.2, 0.12), 0.4 * bell(y - TOP, 0.1));
    const list = [];
    const stops = [TOP, EYE.y, MOUTH.y, BOTTOM];
    for (let s = 0; s + 1 < stops.length; s++) {
        const part = [];
        for (let y = stops[s]; y > stops[s + 1]; y -= step(y)) {
            part.push(y);
        }
        const overshoot = (stops[s] - stops[s + 1]) / (stops[s] - part.at(-1) + step(part.at(-1)));
        list.push(...part.map(y => stops[s] + (y - stops[s]) * overshoot));
    }
    list.push(BOTTOM);
    return list;
}

/** Points at rest, their sides, triangles (those of the inner sides of lips and lids last, from `outside` on), colours and slits. */
export function net() {
    const points = [];
    const sides = []; // 1 above a slit or beside none, -1 below the mouth's or on its lower edge
    const columns = angles();
    const rows = heights();
    const nearest = y => rows.reduce((best, row, i) => Math.abs(row - y) < Math.abs(rows[best] - y) ? i : best, 0);
    const mouthRow = nearest(MOUTH.y);
    const add = (p, side) => {
        points.push(p);
        sides.push(side);
        return points.length - 1;
    };
    const upper = rows.map((y, r) => columns.map(angle => add(skin(angle, y), r > mouthRow ? -1 : 1)));
    const lower = upper.map(row => row.slice());
    const slits = [{kind: 'mouth', x: 0, halfWidth: MOUTH.halfWidth, row: mouthRow},
        {kind: 'eye', x: EYE.x, halfWidth: EYE.halfWidth, row: nearest(EYE.y)},
        {kind: 'eye', x: -EYE.x, halfWidth: EYE.halfWidth, row: nearest(EYE.y)}];
    for (const slit of slits) {
        const inside = columns.map((_, c) => c).filter(c => {
            const p = points[upper[slit.row][c]];
            return p.z > 0 && Math.abs(p.x - slit.x) < slit.halfWidth;
        });
        slit.above = inside.map(c => upper[slit.row][c]);
        slit.below = inside.map(c => lower[slit.row][c] = add({...points[upper[slit.row][c]]}, slit.kind === 'mouth' ? -1 : 1));
        slit.ends = [upper[slit.row][inside[0] - 1], upper[slit.row][inside.at(-1) + 1]];
    }
    const triangles = [];
    for (let r = 0; r + 1 < rows.length; r++) {
        for (let c = 0; c < columns.length; c++) {
            const d = (c + 1) % columns.length;
            triangles.push(lower[r][c], upper[r + 1][c], lower[r][d], lower[r][d], upper[r + 1][c], upper[r + 1][d]);
        }
    }
    const outside = triangles.length;
    for (const slit of slits) {
        slit.inner = slit.kind === 'mouth' ? LIP_ROWS : LID_ROWS;
        slit.aboveInner = inner(slit, slit.above, 1, add, triangles);
        slit.belowInner = inner(slit, slit.below, -1, add, triangles);
    }
    const rest = new Float32Array(points.flatMap(p => [p.x, p.y, p.z]));
    return {rest, sides: Int8Array.from(sides), triangles, outside, slits, colors: colors(points, sides, slits)};
}

/** Rows from an edge inwards; they hang on the edge. */
function inner(slit, edge, direction, add, triangles) {
    let before = [slit.ends[0], ...edge, slit.ends[1]];
    return slit.inner.map(_ => {
        const row = edge.map(() => add({x: 0, y: 0, z: 0}, direction));
        const after = [slit.ends[0], ...row, slit.ends[1]];
        for (let i = 0; i + 1 < after.length; i++) {
            const quad = [before[i], after[i], before[i + 1], before[i + 1], after[i], after[i + 1]];
            triangles.push(...(direction > 0 ? quad : quad.reverse()));
        }
        before = after;
        return row;
    });
}

function colors(points, sides, slits) {
    const colors = new Float32Array(points.length * 3);
    const color = new Color();
    points.forEach((p, i) => tint(p, color).toArray(colors, 3 * i));
    for (const slit of slits) {
        const edge = slit.kind === 'mouth' ? LIPS : LASHES;
        const rim = slit.kind === 'mouth' ? GUMS : LASHES;
        const shaded = slit.kind === 'mouth' ? [slit.above, slit.below] : [slit.above];
        shaded.flat().forEach(i => edge.toArray(colors, 3 * i));
        if (slit.kind === 'eye') {
            slit.below.forEach(i => color.copy(SKIN).lerp(SHADE, 0.55).toArray(colors, 3 * i));
        }
        slit.aboveInner.concat(slit.kind === 'mouth' ? slit.belowInner : []).forEach((row, k) =>
            row.forEach(i => color.copy(rim).lerp(DARK, Math.min(1, 0.3 + k)).toArray(colors, 3 * i)));
        if (slit.kind === 'eye') {
            slit.belowInner.flat().forEach(i => color.copy(SKIN).lerp(SHADE, 0.4).toArray(colors, 3 * i));
        }
    }
    return colors;
}

function tint(p, color) {
    color.copy(SKIN);
    const side = Math.abs(p.x);
    if (p.z > 0) {
        color.lerp(BLUSH, 0.5 * bump(side - 0.47, p.y + 0.28, 0.16, 0.13) + 0.35 * bump(p.x, p.y + 0.36, 0.12, 0.08));
        color.lerp(SHADE, 0.25 * bump(side - EYE.x, p.y - EYE.y, 0.22, 0.12) + 0.85 * bump(side - 0.062, p.y + 0.44, 0.026, 0.018));
        const across = p.x / MOUTH.halfWidth;
        const height = p.y - MOUTH.y;
        const red = height > 0 ? upperLip(across) : lowerLip(across);
        if (red > 0) {
            color.lerp(LIPS, 1 - smoothstep(0.7, 1.1, Math.abs(height) / red));
        }
    }
    return color.lerp(SHADE, 0.3 * smoothstep(-1.2, -1.45, p.y));
}

/** A geometry over the net whose positions and normals change. */
export function geometryOf(mesh) {
    const geometry = new BufferGeometry();
    geometry.setAttribute('position', new BufferAttribute(mesh.rest.slice(), 3));
    geometry.setAttribute('normal', new BufferAttribute(new Float32Array(mesh.rest.length), 3));
    geometry.setAttribute('color', new BufferAttribute(mesh.colors, 3));
    geometry.setIndex(mesh.triangles);
    geometry.addGroup(0, mesh.outside, 0);
    geometry.addGroup(mesh.outside, mesh.triangles.length - mesh.outside, 1);
    return geometry;
}

/** Normals as the area-weighted mean of the triangles around a point; written for speed, since faces move at 60 frames per second. */
export function writeNormals(positions, triangles, normals) {
    normals.fill(0);
    for (let i = 0; i < triangles.length; i += 3) {
        const a = 3 * triangles[i];
        const b = 3 * triangles[i + 1];
        const c = 3 * triangles[i + 2];
        const ux = positions[b] - positions[a], uy = positions[b + 1] - positions[a + 1], uz = positions[b + 2] - positions[a + 2];
        const vx = positions[c] - positions[a], vy = positions[c + 1] - positions[a + 1], vz = positions[c + 2] - positions[a + 2];
        const x = uy * vz - uz * vy, y = uz * vx - ux * vz, z = ux * vy - uy * vx;
        normals[a] += x; normals[a + 1] += y; normals[a + 2] += z;
        normals[b] += x; normals[b + 1] += y; normals[b + 2] += z;
        normals[c] += x; normals[c + 1] += y; normals[c + 2] += z;
    }
    for (let i = 0; i < normals.length; i += 3) {
        const length = Math.hypot(normals[i], normals[i + 1], normals[i + 2]) || 1;
        normals[i] /= length; normals[i + 1] /= length; normals[i + 2] /= length;
    }
}
