// A canvas with one head in it, lit like a portrait. All stages of a page share one drawing context, whose shaders are compiled once: each
// picture is drawn there and copied.

import {AmbientLight, Color, DirectionalLight, HemisphereLight, PerspectiveCamera, Scene, WebGLRenderer} from '../lib/three.module.min.js';
import {Head} from './head/head.js';

const BACKGROUND = 0x1d2530;

let shared = null;
const renderer = () => shared ??= new WebGLRenderer({antialias: true});

export class Stage {
    constructor(canvas) {
        this.canvas = canvas;
        this.pen = canvas.getContext('2d', {alpha: false});
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
        const ratio = Math.min(2, window.devicePixelRatio);
        const width = Math.round(this.canvas.clientWidth * ratio);
        const height = Math.round(this.canvas.clientHeight * ratio);
        if (width > 0 && height > 0 && (this.canvas.width !== width || this.canvas.height !== height)) {
            this.canvas.width = width;
            this.canvas.height = height;
            this.camera.aspect = width / height;
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
        const {width, height} = this.canvas;
        const drawing = renderer();
        if (drawing.domElement.width !== width || drawing.domElement.height !== height) {
            drawing.setSize(width, height, false);
        }
        drawing.render(this.scene, this.camera);
        this.pen.drawImage(drawing.domElement, 0, 0);
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
