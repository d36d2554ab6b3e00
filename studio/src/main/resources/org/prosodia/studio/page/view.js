// The page for viewing: a face or two, their curves, and ways to take them away.

import {getBytes, getJson, hideToken} from './api.js';
import {Player} from './player.js';
import {film, films, picture, save} from './saving.js';
import {Side} from './side.js';

const element = id => document.getElementById(id);
const sections = ['first', 'second'].map(element);
const sides = [new Side(sections[0])];
const player = new Player();
let about = {clips: [], faces: []}; // what the server has
let clip = -1; // that is shown, or is about to be
let taken = 0; // the face that is taken away
let fps = 60;

hideToken();
requestAnimationFrame(() => {
    document.documentElement.dataset.firstFrame = Math.round(performance.now());
});

function say(text, bad = false) {
    element('status').textContent = text;
    element('status').classList.toggle('bad', bad);
}

/** Of the clip, and where there are two, of the face that is taken. */
const fileName = () => [about.clips[clip], ...(sides.length > 1 ? [about.faces[taken]] : [])].join('-').replace(/[^\p{L}\p{N}._-]+/gu, '-');

const step = frames => player.seek((Math.round(player.time * fps) + frames) / fps);

const download = async (format, type) =>
    save(new Blob([await getBytes(`/api/${format}/${clip}/${taken}`)], {type}), `${fileName()}.blendshapes.${format}`);

function take(face) {
    taken = face;
    sides.forEach(({section}, f) => {
        section.classList.toggle('chosen', f === face);
        section.querySelector('h2 button').setAttribute('aria-pressed', f === face);
    });
}

const actions = {
    play: () => player.toggle(),
    back: () => step(-1),
    on: () => step(1),
    previous: () => clip > 0 && show(clip - 1),
    next: () => clip < about.clips.length - 1 && show(clip + 1),
    'take-first': () => sides.length > 1 && take(0),
    'take-second': () => sides.length > 1 && take(1),
    csv: () => download('csv', 'text/csv'),
    json: () => download('json', 'application/json'),
    png: async () => save(await picture(sides[taken].canvas), `${fileName()}-${player.time.toFixed(2)}s.png`),
    webm: async () => {
        say('Filming …');
        element('webm').disabled = true; // one at a time
        try {
            save(await film(sides[taken].canvas, player, fps), `${fileName()}.webm`);
        } finally {
            element('webm').disabled = false;
        }
        say('');
    },
};
const keys = {' ': 'play', ArrowLeft: 'back', ArrowRight: 'on', b: 'previous', n: 'next', 1: 'take-first', 2: 'take-second',
    c: 'csv', j: 'json', p: 'png', w: 'webm'};

const browsing = ['previous', 'next']; // also away from a clip that cannot be shown
const held = ['back', 'on']; // go on while a key is held

async function run(action) {
    if (!isShown() && !browsing.includes(action)) {
        return;
    }
    try {
        await actions[action]();
    } catch (e) {
        say(e.message, true);
    }
}

const isShown = () => Boolean(document.body.dataset.shown);

Object.keys(actions).forEach(id => element(id).addEventListener('click', () => run(id)));

function onKey(event) {
    const action = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!action || event.ctrlKey || event.altKey || event.metaKey) {
        return;
    }
    event.preventDefault();
    if (event.type === 'keydown' && !element(action).disabled && (!event.repeat || held.includes(action))) {
        run(action);
    }
}

document.addEventListener('keydown', onKey);
document.addEventListener('keyup', onKey);
element('scrub').addEventListener('input', () => player.seek(Number(element('scrub').value)));
element('clips').addEventListener('change', () => show(element('clips').selectedIndex).catch(e => say(e.message, true)));
sections.forEach((section, f) => section.querySelector('.chart').addEventListener('click', event =>
    player.seek(sides[f].chart.secondsAt(event.offsetX))));

function frame() {
    if (isShown()) {
        const time = player.time;
        sides.forEach(side => side.show(time));
        element('scrub').value = time;
        element('time').textContent = `${time.toFixed(2)} of ${player.duration.toFixed(2)} s`;
    }
    element('play').lastElementChild.textContent = player.playing ? 'pause' : 'play';
    requestAnimationFrame(frame);
}

async function show(index) {
    clip = index;
    player.pause();
    document.body.dataset.shown = '';
    element('clips').selectedIndex = index;
    element('title').textContent = document.title = about.clips[index];
    element('previous').disabled = index === 0;
    element('next').disabled = index === about.clips.length - 1;
    const [buffer, ...curves] = await Promise.all([getBytes(`/api/audio/${index}`).then(bytes => player.decode(bytes)),
        ...about.faces.map((_, f) => getJson(`/api/curves/${index}/${f}`))]);
    if (clip !== index) {
        return; // meanwhile another one is to be shown
    }
    player.load(buffer);
    sides.forEach((side, f) => side.load(curves[f]));
    fps = curves[0].face.fps;
    element('scrub').max = player.duration;
    element('scrub').step = 1 / fps;
    document.body.dataset.shown = about.clips[index];
    say('');
}

function prepare() {
    if (about.faces.length > 1) {
        sections[1].hidden = sections[0].querySelector('h2').hidden = false;
        element('faces').className = 'two';
        sides.push(new Side(sections[1]));
        sides.forEach(({section}, f) => {
            section.querySelector('h2 span').textContent = section.ariaLabel = about.faces[f];
        });
        take(1);
    }
    element('clips').replaceChildren(...about.clips.map(name => new Option(name)));
    element('clip').hidden = about.clips.length < 2;
    if (!films()) {
        element('webm').disabled = true;
        element('webm').title = 'This browser makes no films.';
    }
}

async function start() {
    about = await getJson('/api/view');
    prepare();
    requestAnimationFrame(frame);
    await show(0);
}

start().catch(e => say(e.message, true));
