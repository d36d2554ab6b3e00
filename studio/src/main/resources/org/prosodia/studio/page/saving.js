// Taking things away from the viewer.

/** @param {Blob} blob */
export function save(blob, name) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export const picture = canvas => new Promise(resolve => canvas.toBlob(resolve, 'image/png'));

const FORMATS = ['video/webm;codecs=vp9,opus', 'video/webm;codecs=vp8,opus', 'video/webm'];

const SLICE_MILLIS = 100;
const PATIENCE_MILLIS = 10_000;

/** Whether this browser can make films of a canvas. */
export const films = () => typeof MediaRecorder !== 'undefined' && FORMATS.some(format => MediaRecorder.isTypeSupported(format));

/** Plays once from the beginning, with sound, and gives the film of it. */
export async function film(canvas, player, fps) {
    const type = FORMATS.find(format => MediaRecorder.isTypeSupported(format));
    const sound = player.context.createMediaStreamDestination();
    const stream = canvas.captureStream(fps);
    sound.stream.getAudioTracks().forEach(track => stream.addTrack(track));
    const recorder = new MediaRecorder(stream, {mimeType: type, videoBitsPerSecond: 6_000_000});
    const parts = [];
    recorder.ondataavailable = event => event.data.size > 0 && parts.push(event.data);
    const stopped = new Promise(resolve => { recorder.onstop = resolve; });
    player.pause();
    await player.seek(0);
    player.taps.push(sound);
    try {
        recorder.start(SLICE_MILLIS);
        await player.play();
        const latest = performance.now() + 1000 * player.duration + PATIENCE_MILLIS;
        // On a slow machine nothing may be encoded yet when the sound ends, and what is not encoded when it stops is lost.
        while (player.playing || parts.length === 0 && performance.now() < latest) {
            await new Promise(resolve => setTimeout(resolve, 50));
        }
        recorder.stop();
        await stopped;
    } finally {
        player.taps = player.taps.filter(tap => tap !== sound);
    }
    return new Blob(parts, {type: 'video/webm'});
}
