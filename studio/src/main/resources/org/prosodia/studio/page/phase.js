// A feedback loop is at one phase for all: pages ask which it is, and make way for the page of the next.

import {getJson} from './api.js';

const MILLIS = 1000;

export const askPhase = () => getJson('/api/phase');

/**
 * Asks until the phase is another one than this page's, which is then at the same address.
 *
 * @param heard gets each answer; says false when there is nothing more to ask
 * @param missed gets what came in the place of an answer
 */
export async function followPhase(mine, heard, missed = () => {}) {
    for (;;) {
        try {
            const now = await askPhase();
            if (now.phase !== mine) {
                location.reload();
                return;
            }
            if (heard(now) === false) {
                return;
            }
        } catch (e) {
            missed(e);
        }
        await new Promise(resolve => setTimeout(resolve, MILLIS));
    }
}
