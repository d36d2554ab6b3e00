// A section of the page with a face and its curves; several of them follow one sound.

import {Chart} from './charts.js';
import {Animation} from './player.js';
import {Stage} from './stage.js';

export class Side {
    /** @param {HTMLElement} section that holds a canvas for each of the two */
    constructor(section) {
        this.section = section;
        this.canvas = section.querySelector('.face');
        this.stage = new Stage(this.canvas);
        this.chart = new Chart(section.querySelector('.chart'));
        this.animation = null;
        this.time = 0; // that is shown
    }

    /** Takes what the server has at `/api/curves`, and shows its beginning. */
    load({timeline, face}) {
        this.animation = new Animation(face);
        this.chart.show(timeline);
        this.stage.show(this.animation.at(0));
        this.time = 0;
    }

    /** Shows the moment that is heard. */
    show(seconds) {
        if (this.time !== seconds) {
            this.stage.show(this.animation.at(seconds));
            this.chart.mark(seconds);
            this.time = seconds;
        }
    }
}
