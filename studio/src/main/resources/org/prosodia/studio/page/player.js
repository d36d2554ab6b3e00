// Sound, and the clock that faces follow.

export class Player {
    constructor() {
        this.context = new AudioContext();
        this.buffer = null;
        this.source = null;
        this.offset = 0; // seconds, where it stands or where it began to play
        this.begun = 0; // the context's time then
        this.taps = [this.context.destination];
        this.plays = 0; // how often it began to sound
    }

    /** @param {ArrayBuffer} bytes of an audio file; copied, since decoding takes them away */
    decode(bytes) {
        return this.context.decodeAudioData(bytes.slice(0));
    }

    load(buffer) {
        this.pause();
        this.buffer = buffer;
        this.offset = 0;
    }

    get duration() {
        return this.buffer?.duration ?? 0;
    }

    get playing() {
        return this.source !== null;
    }

    /** Seconds into the audio of what is heard now. */
    get time() {
        if (!this.playing) {
            return this.offset;
        }
        const heard = this.offset + this.context.currentTime - this.begun - this.latency;
        return Math.min(this.duration, Math.max(this.offset, heard));
    }

    /** Seconds from the context to the ear; none to a film, which takes the sound before that way. */
    get latency() {
        return this.taps.length > 1 ? 0 : this.context.outputLatency || this.context.baseLatency || 0;
    }

    /** Whether sound may start: browsers want a key or a click first. */
    get allowed() {
        return this.context.state === 'running';
    }

    async play() {
        await this.context.resume();
        if (this.playing || !this.buffer) {
            return;
        }
        if (this.offset >= this.duration - 0.01) {
            this.offset = 0;
        }
        const source = this.context.createBufferSource();
        source.buffer = this.buffer;
        this.taps.forEach(tap => source.connect(tap));
        source.onended = () => setTimeout(() => { // the rest is on its way to the ear
            if (this.source === source) {
                this.source = null;
                this.offset = this.duration;
            }
        }, 1000 * this.latency);
        this.begun = this.context.currentTime;
        this.source = source;
        source.start(0, this.offset);
        this.plays++;
    }

    pause() {
        if (this.playing) {
            const time = this.time;
            const source = this.source;
            this.source = null;
            source.stop();
            this.offset = time;
        }
    }

    toggle() {
        return this.playing ? this.pause() : this.play();
    }

    async seek(seconds) {
        const wasPlaying = this.playing;
        this.pause();
        this.offset = Math.min(this.duration, Math.max(0, seconds));
        if (wasPlaying) {
            await this.play();
        }
    }
}

/** A blendshape curve that can be asked for any moment: linear between frames. */
export class Animation {
    /** @param curve `prosodia.blendshapes/1` */
    constructor(curve) {
        this.curve = curve;
        this.now = {};
    }

    at(seconds) {
        const {fps, frames, channels} = this.curve;
        const place = Math.min(frames.length - 1, Math.max(0, seconds * fps));
        const before = Math.floor(place);
        const after = Math.min(frames.length - 1, before + 1);
        const share = place - before;
        channels.forEach((name, c) => {
            this.now[name] = frames[before][c] + share * (frames[after][c] - frames[before][c]);
        });
        return this.now;
    }
}
