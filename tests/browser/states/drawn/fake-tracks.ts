/** How to end each track that was made. */
const made: (() => void)[] = [];

/** Ends every track there is: those of a state that nobody looks at any more cost as much as those of one that is shown. */
export function endTracks(): void {
  for (const end of made.splice(0)) end();
}

/** Moving pictures without a camera: a drawn scene for a face, lines of text for a screen. */
export function pictureTrack(hue: number, screen = false): MediaStreamTrack {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = screen ? [1280, 720] : [640, 480];
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('This browser cannot draw.');
  const draw = () => {
    pen.fillStyle = screen ? '#fff' : `hsl(${hue} 35% 42%)`;
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.fillStyle = screen ? '#334' : `hsl(${hue} 45% 72%)`;
    if (screen)
      for (let line = 0; line < 14; line++) pen.fillRect(80, 60 + line * 44, 500 + ((line * 137) % 600), 14);
    else {
      pen.beginPath();
      pen.arc(320, 190, 95, 0, 7);
      pen.ellipse(320, 470, 210, 160, 0, 0, 7);
      pen.fill();
    }
  };
  draw();
  const drawing = setInterval(draw, 100);
  const [track] = canvas.captureStream(10).getVideoTracks();
  if (!track) throw new Error('No picture.');
  made.push(() => {
    clearInterval(drawing);
    track.stop();
  });
  return track;
}

/** A steady tone, loud enough to count as speaking. */
export function voiceTrack(): MediaStreamTrack {
  const context = new AudioContext();
  const out = context.createMediaStreamDestination();
  const tone = context.createOscillator();
  const volume = context.createGain();
  volume.gain.value = 0.2;
  tone.connect(volume).connect(out);
  tone.start();
  const [track] = out.stream.getAudioTracks();
  if (!track) throw new Error('No sound.');
  made.push(() => void context.close());
  return track;
}
