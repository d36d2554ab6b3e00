// The page for judging: two faces, one voice, and keys.

import {Refused, getBytes, getJson, hideToken, post} from './api.js';
import {askPhase, followPhase} from './phase.js';
import {Player} from './player.js';
import {Side} from './side.js';

const RETRY_MILLIS = 1000;
const ELSEWHERE = 'That was done in another window already; here is what comes next.';
const element = id => document.getElementById(id);
const sides = []; // filled once the page asks the server, since faces take a moment to make
const player = new Player();
const fetched = new Map(); // what is shown now and next, by path
let annotator = null;
let state = null; // what the server said last
let busy = false; // while an answer is on its way
let choices; // that there are to learn from; undefined where this page does not end in that

hideToken();

function say(text, bad = false) {
    element('status').textContent = text;
    element('status').classList.toggle('bad', bad);
}

/** Asks for a path once; what was asked for before is given again. */
function once(path, get) {
    if (!fetched.has(path)) {
        const promise = get(path);
        promise.catch(() => fetched.delete(path));
        fetched.set(path, promise);
    }
    return fetched.get(path);
}

const sound = path => once(path, async p => player.decode(await getBytes(p)));

async function show(next) {
    state = next;
    describe();
    const now = state.now;
    document.body.dataset.id = now?.id ?? '';
    document.body.dataset.shown = '';
    if (!now) {
        player.pause();
        say('All pairs are judged. Thank you! Every answer is saved; '
            + (choices === undefined ? 'you can close this page.' : 'press L to learn from them.'));
        return;
    }
    const wanted = [now, state.then].filter(Boolean).flatMap(s => [s.audio, s.left, s.right]);
    [...fetched.keys()].filter(path => !wanted.includes(path)).forEach(path => fetched.delete(path));
    try {
        const [buffer, left, right] = await Promise.all([sound(now.audio), once(now.left, getJson), once(now.right, getJson)]);
        if (state.now?.id !== now.id) {
            return; // meanwhile another one is to be shown
        }
        player.load(buffer);
        [left, right].forEach((curves, i) => sides[i].load(curves));
        document.body.dataset.shown = now.id;
        describe();
        say(player.allowed ? '' : 'Press space to play.');
        if (player.allowed) {
            await player.play();
        }
        if (state.then) {
            sound(state.then.audio);
            once(state.then.left, getJson);
            once(state.then.right, getJson);
        }
    } catch (e) {
        player.load(null); // what was shown before is not to be heard for it
        if (e instanceof TypeError) { // nobody answered
            say('The studio does not answer; trying again …', true);
            setTimeout(() => state === next && show(next), RETRY_MILLIS);
        } else {
            say(`This pair cannot be shown: ${e.message}. Press S to skip it.`, true);
        }
    }
}

/** Nobody is to judge what they did not see. */
const isShown = () => Boolean(state?.now) && document.body.dataset.shown === state.now.id;

function describe() {
    const {done, left, ties, skipped, consistent, agreeing, last} = state;
    const share = ([part, whole]) => whole === 0 ? '–' : `${part} of ${whole}`;
    element('progress').textContent = `${annotator}: ${done} judged (${ties} ties), ${left} left`
        + (skipped ? `, ${skipped} of them skipped` : '');
    element('agreement').textContent = `same answer again: ${share(consistent)} · as others: ${share(agreeing)}`;
    element('bar').value = done / Math.max(1, done + left);
    element('undo').disabled = !last;
    ['choose-left', 'choose-right', 'tie', 'play'].forEach(id => { element(id).disabled = !isShown(); });
    element('skip').disabled = !state.now;
    document.body.dataset.done = done;
    element('learn').hidden = !choices;
    element('learn').lastElementChild.textContent = `Learn from these${left ? ` (${left} ${left === 1 ? 'pair' : 'pairs'} left)` : ''}`;
}

/** Takes note of what the server says of all who judge. */
function heard(phase) {
    choices = phase.choices;
    if (state) {
        describe();
    }
    return choices !== undefined;
}

/** Sends until it is known what became of it: the id makes a repeated request harmless. Says whether it was repeated. */
async function send(path, body) {
    for (let repeated = false;; repeated = true) {
        try {
            return {next: await post(path, body), repeated};
        } catch (e) {
            if (e instanceof Refused) {
                throw e;
            }
            say('The studio does not answer. Your answer is not saved yet; trying again …', true);
            await new Promise(resolve => setTimeout(resolve, RETRY_MILLIS));
        }
    }
}

async function act(path, body, said) {
    if (busy || !state) {
        return;
    }
    busy = true;
    document.body.dataset.busy = 'true';
    try {
        const {next, repeated} = await send(path, {annotator, ...body});
        player.pause();
        await show(next);
        const news = repeated || next.changed ? said : ELSEWHERE;
        if (news && isShown()) {
            say(news);
        }
        if (choices !== undefined) {
            askPhase().then(heard, () => {}); // now, and again in a second
        }
    } catch (e) {
        say(e.status === 401 || e.status === 403 ? 'The studio was started anew: open the address that it printed.' : e.message, true);
        if (e.status === 409) {
            await show(e.body);
            say(ELSEWHERE);
        }
    } finally {
        busy = false;
        document.body.dataset.busy = '';
        sides.forEach(side => side.section.classList.remove('chosen'));
    }
}

function choose(choice) {
    if (isShown() && !busy) {
        sides[0].section.classList.toggle('chosen', choice !== 'right');
        sides[1].section.classList.toggle('chosen', choice !== 'left');
        act('/api/judgements', {id: state.now.id, choice}, '');
    }
}

/** Ends the judging for all, once it is sure that this is meant. The page then makes way for the next one. */
async function learn(sure) {
    element('sure').close();
    player.pause();
    try {
        await post('/api/learn', {annotator, sure});
        location.reload();
    } catch (e) {
        if (e.status === 409 && e.body.price) {
            element('price').textContent = e.body.price;
            element('sure').showModal();
        } else {
            say(e.message, true);
        }
    }
}

element('end').addEventListener('click', () => learn('yes'));
element('go-on').addEventListener('click', () => element('sure').close());

const actions = {
    'choose-left': () => choose('left'),
    'choose-right': () => choose('right'),
    tie: () => choose('tie'),
    skip: () => state?.now && act('/api/skips', {id: state.now.id}, ''),
    undo: () => state?.last && act('/api/retractions', {id: state.last}, 'Taken back.'),
    play: async () => {
        await player.toggle();
        say('');
    },
    learn: () => busy || learn('no'),
};
const keys = {ArrowLeft: 'choose-left', ArrowRight: 'choose-right', t: 'tie', s: 'skip', u: 'undo', l: 'learn', ' ': 'play'};

Object.entries(actions).forEach(([id, action]) => element(id).addEventListener('click', action));

function onKey(event) {
    const action = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!action || event.ctrlKey || event.altKey || event.metaKey || document.querySelector('dialog[open]')) {
        return;
    }
    event.preventDefault(); // space must not press the button that was clicked last
    if (event.type === 'keydown' && !event.repeat && !element(action).disabled && !element(action).hidden) {
        actions[action]();
    }
}

document.addEventListener('keydown', onKey);
document.addEventListener('keyup', onKey);

function frame() {
    if (player.buffer && document.body.dataset.shown) {
        const time = player.time;
        sides.forEach(side => side.show(time));
        document.body.dataset.plays = player.plays;
        const ended = time > 0 && time >= player.duration - 0.01;
        element('play').lastElementChild.textContent = player.playing ? 'pause' : ended ? 'again' : 'play';
    }
    requestAnimationFrame(frame);
}

async function begin(name) {
    annotator = name;
    await show(await getJson(`/api/next?annotator=${encodeURIComponent(name)}`));
    sessionStorage.setItem('annotator', name);
}

element('who-form').addEventListener('submit', async event => {
    event.preventDefault();
    player.context.resume();
    try {
        await begin(element('name').value.trim());
        element('who').close();
    } catch (e) {
        element('who-problem').textContent = e.message;
    }
});
element('who').addEventListener('close', () => state || element('who').showModal()); // Escape closes it, and somebody has to judge

function makeFaces() {
    sides.push(new Side(element('left')), new Side(element('right')));
    requestAnimationFrame(() => {
        document.documentElement.dataset.firstFrame = Math.round(performance.now());
        requestAnimationFrame(frame);
    });
}

async function start() {
    const answer = getJson('/api/study');
    makeFaces();
    const study = await answer;
    followPhase('judging', heard);
    const known = study.annotator ?? sessionStorage.getItem('annotator');
    if (known) {
        await begin(known);
    } else {
        element('who').showModal();
    }
}

start().catch(e => say(e.message, true));
