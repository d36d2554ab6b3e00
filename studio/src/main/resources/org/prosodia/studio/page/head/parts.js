// What is not skin: eyes, brows, teeth, tongue, ears, hair, clothes.

import {BufferAttribute, BufferGeometry, Color, Group, Mesh, MeshBasicMaterial, MeshStandardMaterial,
    SphereGeometry} from '../../lib/three.module.min.js';
import {bell, lerp, smoothstep} from './math.js';
import {jaw} from './muscles.js';
import {EYE, MOUTH, skin} from './shape.js';

/** Colours are painted on points everywhere: then few materials differ in more than numbers, and few shaders have to be compiled. */
function painted(geometry, color, material) {
    const colors = new Float32Array(geometry.attributes.position.count * 3);
    const paint = new Color(color);
    for (let i = 0; i < colors.length; i += 3) {
        paint.toArray(colors, i);
    }
    geometry.setAttribute('color', new BufferAttribute(colors, 3));
    return new Mesh(geometry, material);
}

const matte = (geometry, color, roughness = 0.75) =>
    painted(geometry, color, new MeshStandardMaterial({vertexColors: true, roughness}));

/** Not lit. */
const flat = (geometry, color) => painted(geometry, color, new MeshBasicMaterial({vertexColors: true}));

/** A ball that looks along z; its iris is painted on the points. */
export function eye(side) {
    const geometry = new SphereGeometry(EYE.radius, 64, 64);
    geometry.rotateX(Math.PI / 2);
    const position = geometry.attributes.position;
    const colors = new Float32Array(position.count * 3);
    const color = new Color();
    for (let i = 0; i < position.count; i++) {
        const angle = Math.acos(Math.min(1, Math.max(-1, position.getZ(i) / EYE.radius)));
        iris(angle, Math.atan2(position.getY(i), position.getX(i)), color).toArray(colors, 3 * i);
    }
    geometry.setAttribute('color', new BufferAttribute(colors, 3));
    const ball = new Mesh(geometry, new MeshStandardMaterial({vertexColors: true, roughness: 0.2}));
    const group = new Group();
    const glint = flat(new SphereGeometry(0.018, 12, 12), 0xffffff);
    glint.position.set(-0.045, 0.058, EYE.radius * 0.895);
    group.add(ball, glint);
    group.position.set(side * EYE.x, EYE.y, EYE.z);
    group.userData.ball = ball;
    return group;
}

function iris(angle, around, color) {
    if (angle < 0.19) {
        return color.set(0x080606);
    }
    if (angle < 0.475) {
        const fibres = 0.5 + 0.5 * Math.sin(22 * around);
        color.set(0x6b4a2b).lerp(new Color(0x9a7443), 0.4 * fibres + 0.4 * (1 - (angle - 0.19) / 0.28));
        return color.lerp(new Color(0x1d120b), smoothstep(0.4, 0.475, angle));
    }
    return color.set(0xf6f1ec).lerp(new Color(0xd9a69a), 0.5 * smoothstep(0.8, 1.5, angle));
}

/** A strip of hair that lies on points of the skin and moves with them. */
export class Brow {
    constructor(face, side) {
        this.face = face;
        const steps = 22;
        this.anchors = [];
        for (let k = 0; k <= steps; k++) {
            const t = k / steps;
            const x = side * lerp(0.105, 0.64, t);
            const y = 0.335 + 0.085 * Math.sin(Math.PI * (0.1 + 0.62 * t)) - 0.07 * t * t;
            const index = face.anatomy.nearest(x, y);
            const p = face.anatomy.point(index);
            this.anchors.push({index, dx: x - p.x, dy: y - p.y,
                width: 0.054 * Math.sqrt(Math.min(1, 9 * t + 0.02)) * (1 - 0.82 * t ** 1.8)});
        }
        const geometry = new BufferGeometry();
        this.ring = 8;
        const count = this.anchors.length * this.ring;
        geometry.setAttribute('position', new BufferAttribute(new Float32Array(count * 3), 3));
        const index = [];
        for (let k = 0; k + 1 < this.anchors.length; k++) {
            for (let r = 0; r < this.ring; r++) {
                const a = k * this.ring + r;
                const b = k * this.ring + (r + 1) % this.ring;
                index.push(a, b, a + this.ring, b, b + this.ring, a + this.ring);
            }
        }
        geometry.setIndex(side > 0 ? index.reverse() : index);
        this.mesh = matte(geometry, 0x33211a, 0.9);
    }

    pose() {
        const position = this.mesh.geometry.attributes.position;
        const path = smooth(smooth(this.anchors.map(({index, dx, dy}) => {
            const [x, y, z] = this.face.at(index);
            return [x + dx, y + dy, z];
        })));
        this.anchors.forEach(({width}, k) => {
            const [x, y, z] = path[k];
            for (let r = 0; r < this.ring; r++) {
                const angle = 2 * Math.PI * r / this.ring;
                position.setXYZ(k * this.ring + r, x, y + width * Math.sin(angle), z + 0.006 + 0.5 * width * Math.cos(angle));
            }
        });
        position.needsUpdate = true;
        this.mesh.geometry.computeVertexNormals();
    }
}

/** Each point of a path nearer to the middle of its neighbours. */
const smooth = path => path.map((p, k) => {
    const before = path[Math.max(0, k - 1)];
    const after = path[Math.min(path.length - 1, k + 1)];
    return p.map((v, i) => 0.5 * v + 0.25 * (before[i] + after[i]));
});

/** A row of teeth along an arc, in one mesh. */
function teeth(up) {
    const group = new Group();
    for (let i = -4; i <= 4; i++) {
        if (i === 0) {
            continue;
        }
        const place = Math.sign(i) * (Math.abs(i) - 0.5);
        const angle = place * 0.235;
        const tooth = matte(new SphereGeometry(1, 16, 12), 0xf3ece0, 0.3);
        const width = Math.abs(i) === 1 && up ? 0.037 : 0.032;
        tooth.scale.set(width, up ? 0.062 : 0.052, 0.024);
        tooth.position.set(0.27 * Math.sin(angle), 0, 0.27 * Math.cos(angle) - 0.27);
        tooth.rotation.y = angle;
        group.add(tooth);
    }
    const gum = matte(new SphereGeometry(1, 24, 16), 0xa8525a, 0.5);
    gum.scale.set(0.24, 0.04, 0.2);
    gum.position.set(0, up ? 0.06 : -0.055, -0.215);
    group.add(gum);
    return group;
}

/** Cavity, teeth and tongue. */
export class Mouth {
    constructor() {
        this.group = new Group();
        const cavity = flat(new SphereGeometry(1, 32, 24).scale(-0.45, 0.36, 0.32), 0x2a0c10); // mirrored: seen from inside
        cavity.position.set(0, MOUTH.y - 0.12, 0.44);
        this.upper = teeth(true);
        this.upper.position.set(0, MOUTH.y + 0.035, 0.735);
        this.lower = teeth(false);
        this.tongue = matte(new SphereGeometry(1, 32, 24), 0xb8545c, 0.45);
        this.tongue.scale.set(0.155, 0.05, 0.24);
        this.group.add(cavity, this.upper, this.lower, this.tongue);
    }

    pose(weight) {
        const open = weight('jawOpen');
        const side = 0.09 * (weight('jawLeft') - weight('jawRight'));
        const out = weight('tongueOut');
        this.hang(this.lower, MOUTH.y - 0.085, 0.705, open, side);
        this.lower.rotation.x = 0.34 * open;
        this.hang(this.tongue, MOUTH.y - 0.11 - 0.03 * out, 0.47 + 0.33 * out, open, side);
        this.tongue.rotation.x = 0.25 * open + 0.25 * out;
    }

    hang(part, y, z, open, side) {
        const [, down, back] = jaw({y, z}, open);
        part.position.set(side, y + down, z + back);
    }
}

export function ear(side) {
    const group = new Group();
    const shell = matte(new SphereGeometry(1, 24, 24), 0xdca585);
    shell.scale.set(0.055, 0.2, 0.12);
    const hollow = matte(new SphereGeometry(1, 24, 24), 0xb97a60);
    hollow.scale.set(0.035, 0.13, 0.075);
    hollow.position.set(side * 0.032, 0.015, 0.02);
    group.add(shell, hollow);
    group.position.set(side * 0.865, -0.07, -0.1);
    group.rotation.set(-0.12, side * -0.35, side * -0.12);
    return group;
}

/** Short hair: the skin again, a little outside of itself above the hairline. */
export function hair() {
    const columns = 140;
    const rows = 46;
    const positions = [];
    const index = [];
    for (let r = 0; r <= rows; r++) {
        for (let c = 0; c <= columns; c++) {
            const angle = 2 * Math.PI * c / columns - Math.PI;
            const t = r / rows;
            const line = hairline(angle);
            const y = 1.3 - (1.3 - line) * t ** 1.4;
            const p = skin(angle, y);
            const thick = (0.1 + 0.05 * bell(angle + 0.5, 0.7) * smoothstep(0.4, 1, y)) * Math.sqrt(Math.max(0, 1 - t ** 10))
                + 0.011 * Math.sin(17 * angle + 5 * t + 2 * Math.sin(3 * angle)) * smoothstep(0, 0.2, t) * (1 - t ** 8);
            const middle = {x: 0, y: 0.15, z: -0.08};
            const length = Math.hypot(p.x - middle.x, y - middle.y, p.z - middle.z);
            const grow = (1 + (thick - 0.012 * t ** 10) / length);
            positions.push(middle.x + (p.x - middle.x) * grow, middle.y + (y - middle.y) * grow, middle.z + (p.z - middle.z) * grow);
            if (r < rows && c < columns) {
                const a = r * (columns + 1) + c;
                index.push(a, a + columns + 1, a + 1, a + 1, a + columns + 1, a + columns + 2);
            }
        }
    }
    const geometry = new BufferGeometry();
    geometry.setAttribute('position', new BufferAttribute(Float32Array.from(positions), 3));
    geometry.setIndex(index);
    geometry.computeVertexNormals();
    return matte(geometry, 0x3a261d, 0.7);
}

const hairline = angle => {
    const side = Math.abs(angle);
    const temple = lerp(0.84 - 0.05 * bell(side, 0.25), 0.5, smoothstep(0.55, 1.05, side));
    const sideburn = lerp(temple, -0.02, smoothstep(1.12, 1.32, side));
    return lerp(sideburn, -0.72, smoothstep(1.75, 2.2, side));
};

/** Shoulders in a shirt. */
export function shirt() {
    const group = new Group();
    const body = matte(new SphereGeometry(1, 64, 32), 0x3d5a73, 0.9);
    body.scale.set(1.35, 0.55, 0.62);
    body.position.set(0, -2.2, -0.1);
    group.add(body);
    return group;
}
