// A head that shows the 52 channels of ARKit. Made by formulas, from no scan and no model of anyone else's.

import {Group, Mesh, MeshBasicMaterial, MeshStandardMaterial} from '../../lib/three.module.min.js';
import {Face} from './face.js';
import {Brow, Mouth, ear, eye, hair, shirt} from './parts.js';

const LOOK = 0.5; // radians that eyes turn at the end of their channels

export class Head extends Group {
    constructor() {
        super();
        this.face = new Face();
        // No light falls into a mouth or under a lid.
        const skin = new Mesh(this.face.geometry,
            [new MeshStandardMaterial({vertexColors: true, roughness: 0.62}), new MeshBasicMaterial({vertexColors: true})]);
        skin.frustumCulled = false;
        this.eyes = [eye(1), eye(-1)];
        this.mouth = new Mouth();
        this.face.pose(() => 0);
        this.brows = [new Brow(this.face, 1), new Brow(this.face, -1)];
        this.add(skin, ...this.eyes, this.mouth.group, ...this.brows.map(brow => brow.mesh), ear(1), ear(-1), hair(), shirt());
        this.brows.forEach(brow => { brow.mesh.frustumCulled = false; });
        this.scale.y = 0.95;
        this.show({});
    }

    /** @param {Object<string, number>} channels values 0 to 1 by ARKit's names; those that are missing are 0 */
    show(channels) {
        const weight = name => channels[name] ?? 0;
        this.face.pose(weight);
        this.brows.forEach(brow => brow.pose());
        this.mouth.pose(weight);
        this.eyes.forEach((eye, i) => {
            const name = i === 0 ? 'Left' : 'Right';
            const outwards = LOOK * (weight('eyeLookOut' + name) - weight('eyeLookIn' + name));
            const down = LOOK * (weight('eyeLookDown' + name) - weight('eyeLookUp' + name));
            eye.userData.ball.rotation.set(down, (i === 0 ? 1 : -1) * outwards, 0);
        });
    }
}
