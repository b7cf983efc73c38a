import * as make from './build.ts';
import { pictureTrack } from './fake-tracks.ts';

const { inCall, person, publication, view } = make;

export const crowd = (count: number) =>
  Array.from(
    { length: count },
    (_, index) =>
      ['Mia', 'Noah', 'Zoë', 'Ömer', '李 雷', 'שרה', 'Ivan', 'Lu'][index % 8] +
      (index > 7 ? ` ${index}` : ''),
  );

/** So many people in a meeting, as the first of them sees it: one of two with a camera, one of three to be heard. */
const meeting = (count: number, who: { talking?: string; spotlit?: string; screen?: string } = {}) => {
  const names = crowd(count);
  return inCall(
    view({
      self: make.self('Mia'),
      room: { name: 'Meeting', preset: 'conference' },
      publications: names.flatMap((name, index) => {
        const spotlit = name === who.spotlit;
        const talking = name === who.talking;
        return [
          publication(name, 'microphone', { muted: index % 3 > 0 && !talking, talking, spotlit }),
          ...(index % 2 ? [publication(name, 'camera', { spotlit })] : []),
          ...(name === who.screen ? [publication(name, 'screen')] : []),
        ];
      }),
      people: names.map((name) => person(name, { spotlit: name === who.spotlit })),
    }),
    {
      tracks: {
        ...Object.fromEntries(names.map((name, index) => [`${name}-camera`, pictureTrack(index * 30)])),
        [`${who.screen}-screen`]: pictureTrack(0, true),
      },
    },
  );
};

/** A full stage, each with a layout of its own; see `open.ts` for what was pressed. */
export const MEETINGS = {
  twelve: () => meeting(12),
  'thirty-stage': () => meeting(30),
  spotlight: () => meeting(9, { spotlit: 'Ivan' }),
  'layout-speaker': () => meeting(9, { talking: 'Noah' }),
  'layout-pinned': () => meeting(9),
  'layout-pinned-screen': () => meeting(5, { screen: 'Zoë' }),
  'layout-audio': () => meeting(9, { talking: 'Noah', screen: 'Zoë' }),
};
