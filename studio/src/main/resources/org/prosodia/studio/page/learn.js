// The page that waits while something is learnt.

import {Refused, hideToken} from './api.js';
import {followPhase} from './phase.js';

const element = id => document.getElementById(id);

hideToken();

function say(text) {
    element('status').textContent = text;
}

function show({what, step, steps, epoch, epochs, failure}) {
    element('what').textContent = failure ? 'This went wrong.' : `${what} …`;
    element('bar').hidden = steps === 0;
    element('bar').value = steps === 0 ? 0 : step / steps;
    element('how-far').textContent = steps === 0 ? '' : `step ${step} of ${steps}` + (epochs ? `, ${epoch} of ${epochs} epochs` : '');
    say(failure ?? '');
    document.body.dataset.failed = failure ? 'true' : '';
    return !failure;
}

followPhase('working', show, e => say(e instanceof Refused ? 'The command was started anew: open the address that it printed.'
    : 'The command does not answer. If it has ended, the terminal says why, and the same command goes on.'));
