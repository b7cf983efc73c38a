'use client';

import { Avatar } from '../../parts/avatar.tsx';
import { useCallState } from '../call-context.tsx';
import { Video } from '../stage/video.tsx';
import { LevelMeter } from './level-meter.tsx';

/** What others would see: the own camera as in a mirror, or a calm placeholder. */
export function Preview({ name }: { name: string }) {
  const { camera, microphone } = useCallState((state) => state.devices.preview);
  return (
    <div className="relative flex aspect-video grow max-md:max-h-[42dvh] items-center justify-center overflow-hidden rounded-lg bg-tile">
      {camera ? (
        <Video track={camera} mirrored fit="cover" />
      ) : (
        <div className="flex flex-col items-center gap-3 text-sm text-soft">
          <Avatar name={name} size="md" />
          Camera is off
        </div>
      )}
      {microphone && (
        <div className="absolute bottom-3 start-3 rounded-full bg-black/70 px-3 py-1.5 text-white">
          <LevelMeter track={microphone} />
        </div>
      )}
    </div>
  );
}
