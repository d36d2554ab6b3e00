// The page for viewing: one face, its curves, and ways to take them away.

import {getBytes, getJson, hideToken} from './api.js';
import {Chart} from './charts.js';
import {Animation, Player} from './player.js';
import {film, films, picture, save} from './saving.js';
import {Stage} from './stage.js';

const element = id => document.getElementById(id);
const canvas = document.querySelector('.face');
const stage = new Stage(canvas);
const chart = new Chart(document.querySelector('.chart'));
const player = new Player();
let animation = null;
let name = 'face';
let shown = -1;

hideToken();
requestAnimationFrame(() => {
    document.documentElement.dataset.firstFrame = Math.round(performance.now());
});

function say(text, bad = false) {
    element('status').textContent = text;
    element('status').classList.toggle('bad', bad);
}

const step = frames => player.seek((Math.round(player.time * animation.curve.fps) + frames) / animation.curve.fps);

const download = async (path, ending, type) => save(new Blob([await getBytes(path)], {type}), `${name}.blendshapes.${ending}`);

const actions = {
    play: () => player.toggle(),
    back: () => step(-1),
    on: () => step(1),
    csv: () => download('/api/blendshapes.csv', 'csv', 'text/csv'),
    json: () => download('/api/blendshapes.json', 'json', 'application/json'),
    png: async () => save(await picture(canvas), `${name}-${player.time.toFixed(2)}s.png`),
    webm: async () => {
        say('Filming …');
        save(await film(canvas, player, animation.curve.fps), `${name}.webm`);
        say('');
    },
};
const keys = {' ': 'play', ArrowLeft: 'back', ArrowRight: 'on', c: 'csv', j: 'json', p: 'png', w: 'webm'};

async function run(action) {
    try {
        await actions[action]();
    } catch (e) {
        say(e.message, true);
    }
}

Object.keys(actions).forEach(id => element(id).addEventListener('click', () => run(id)));

function onKey(event) {
    const action = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!action || event.ctrlKey || event.altKey || event.metaKey) {
        return;
    }
    event.preventDefault();
    if (event.type === 'keydown' && !element(action).disabled && animation) {
        run(action);
    }
}

document.addEventListener('keydown', onKey);
document.addEventListener('keyup', onKey);
element('scrub').addEventListener('input', () => player.seek(Number(element('scrub').value)));
element('only').querySelector('.chart').addEventListener('click', event => player.seek(chart.secondsAt(event.offsetX)));

function frame() {
    const time = player.time;
    if (animation && (player.playing || time !== shown)) {
        stage.show(animation.at(time));
        chart.mark(time);
        shown = time;
        element('scrub').value = time;
        element('time').textContent = `${time.toFixed(2)} of ${player.duration.toFixed(2)} s`;
    }
    element('play').lastElementChild.textContent = player.playing ? 'pause' : 'play';
    requestAnimationFrame(frame);
}

async function start() {
    const [about, bytes, {timeline, face}] = await Promise.all([getJson('/api/view'), getBytes('/api/audio'), getJson('/api/curves')]);
    name = about.name;
    element('title').textContent = document.title = name;
    player.load(await player.decode(bytes));
    element('scrub').max = player.duration;
    element('scrub').step = 1 / face.fps;
    animation = new Animation(face);
    chart.show(timeline);
    if (!films()) {
        element('webm').disabled = true;
        element('webm').title = 'This browser makes no films.';
    }
    document.body.dataset.shown = name;
    requestAnimationFrame(frame);
}

start().catch(e => say(e.message, true));
