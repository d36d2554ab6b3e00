// Emotions over time, as lines with their names, and where the sound is.

// After M. Okabe and K. Ito: told apart also by people who do not see all colours; neutral is grey.
const COLORS = {anger: '#ff7a4d', disgust: '#3fd6a0', fear: '#e08fd0', joy: '#ffd84d', neutral: '#b6c2cd', sadness: '#6cb6ff',
    surprise: '#ffffff'};
const LEGEND = 86;
const MARGIN = 8;

export class Chart {
    constructor(canvas) {
        this.canvas = canvas;
        this.timeline = null;
        new ResizeObserver(() => this.show(this.timeline)).observe(canvas);
    }

    /** @param timeline `prosodia.timeline/1` */
    show(timeline) {
        this.timeline = timeline;
        const ratio = window.devicePixelRatio;
        this.canvas.width = Math.round(this.canvas.clientWidth * ratio);
        this.canvas.height = Math.round(this.canvas.clientHeight * ratio);
        if (timeline && this.canvas.width > 0) {
            this.still = document.createElement('canvas');
            this.still.width = this.canvas.width;
            this.still.height = this.canvas.height;
            const pen = this.still.getContext('2d');
            pen.scale(ratio, ratio);
            this.drawLines(pen, this.canvas.clientWidth - LEGEND - MARGIN, this.canvas.clientHeight - 2 * MARGIN);
            this.mark(0);
        }
    }

    drawLines(pen, width, height) {
        const {emotions, frames, duration} = this.timeline;
        pen.strokeStyle = '#2f3b4a';
        pen.strokeRect(MARGIN, MARGIN, width - MARGIN, height);
        pen.lineWidth = 2;
        pen.lineJoin = 'round';
        pen.font = '600 12px system-ui, sans-serif';
        pen.textBaseline = 'middle';
        emotions.forEach((name, k) => {
            pen.strokeStyle = pen.fillStyle = COLORS[name] ?? '#ffffff';
            pen.beginPath();
            frames.forEach(({time, mean}, t) => {
                const x = MARGIN + (width - MARGIN) * time / duration;
                const y = MARGIN + height * (1 - mean[k]);
                t === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y);
            });
            pen.stroke();
            const y = MARGIN + height * (k + 0.5) / emotions.length;
            pen.fillRect(width + 8, y - 2, 12, 4);
            pen.fillText(name, width + 26, y);
        });
    }

    /** Draws the lines and where the sound is. */
    mark(seconds) {
        if (!this.still) {
            return;
        }
        const pen = this.canvas.getContext('2d');
        pen.clearRect(0, 0, this.canvas.width, this.canvas.height);
        pen.drawImage(this.still, 0, 0);
        const ratio = window.devicePixelRatio;
        const width = this.canvas.clientWidth - LEGEND - 2 * MARGIN;
        pen.fillStyle = '#ffffff';
        pen.fillRect((MARGIN + width * seconds / this.timeline.duration) * ratio, MARGIN * ratio, 1.5 * ratio,
            (this.canvas.clientHeight - 2 * MARGIN) * ratio);
    }

    /** Seconds at a place of the chart, for clicks. */
    secondsAt(x) {
        const width = this.canvas.clientWidth - LEGEND - 2 * MARGIN;
        return Math.min(1, Math.max(0, (x - MARGIN) / width)) * this.timeline.duration;
    }
}
