// A canvas with one head in it, lit like a portrait.

import {AmbientLight, Color, DirectionalLight, HemisphereLight, PerspectiveCamera, Scene, WebGLRenderer} from '../lib/three.module.min.js';
import {Head} from './head/head.js';

const BACKGROUND = 0x1d2530;

export class Stage {
    constructor(canvas) {
        this.canvas = canvas;
        // Kept, so that a picture can be taken of the canvas at any time.
        this.renderer = new WebGLRenderer({canvas, antialias: true, preserveDrawingBuffer: true});
        this.scene = new Scene();
        this.scene.background = new Color(BACKGROUND);
        this.camera = new PerspectiveCamera(24, 1, 0.1, 50);
        this.camera.position.set(0, -0.08, 7.4);
        this.camera.lookAt(0, -0.12, 0);
        this.head = new Head();
        this.scene.add(this.head, ...lights());
        new ResizeObserver(() => this.fit()).observe(canvas);
        this.fit();
    }

    fit() {
        const {clientWidth, clientHeight} = this.canvas;
        if (clientWidth > 0 && clientHeight > 0) {
            this.renderer.setPixelRatio(Math.min(2, window.devicePixelRatio));
            this.renderer.setSize(clientWidth, clientHeight, false);
            this.camera.aspect = clientWidth / clientHeight;
            this.camera.updateProjectionMatrix();
            this.draw();
        }
    }

    /** @param {Object<string, number>} channels values by ARKit's names */
    show(channels) {
        this.head.show(channels);
        this.draw();
    }

    draw() {
        this.renderer.render(this.scene, this.camera);
    }
}

function lights() {
    const key = new DirectionalLight(0xfff1e2, 2.3);
    key.position.set(-2.2, 2.6, 4);
    const fill = new DirectionalLight(0xcfe0ff, 0.55);
    fill.position.set(3, 0.3, 3);
    const rim = new DirectionalLight(0xbfd4ff, 1.6);
    rim.position.set(2.5, 2, -3.5);
    return [key, fill, rim, new HemisphereLight(0xffffff, 0x59463c, 0.65), new AmbientLight(0xffffff, 0.12)];
}
