'use client';

import { useState } from 'react';
import { canBlur } from '@/lib/client/blur.ts';
import { cameraLimit } from '@/lib/client/camera-limit.ts';
import type { Capturing } from '@/lib/client/device-problem.ts';
import { blurring } from '@/lib/client/preferences.ts';
import { canChooseSpeaker } from '@/lib/client/speaker.ts';
import { button } from '../../parts/button.ts';
import { useCall, useCallState, useView } from '../call-context.tsx';
import { LevelMeter } from '../door/level-meter.tsx';
import { SwitchRow } from '../shortcuts/switch-row.tsx';
import { DeviceSelect } from './device-select.tsx';
import { ProcessingSwitches } from './processing-switches.tsx';

export function DevicesPanel() {
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-col gap-2">
        <DeviceSelect kind="microphone" label="Microphone device" />
        <Problem kind="microphone" />
        <Meter />
        <ProcessingSwitches />
      </div>
      <div className="flex flex-col gap-2">
        <DeviceSelect kind="camera" label="Camera device" />
        <Problem kind="camera" />
        <Limit />
        <Blur />
      </div>
      <div className="flex flex-col gap-2">
        <DeviceSelect kind="speaker" label="Speaker device" />
        {!canChooseSpeaker() && (
          <p className="text-xs text-soft">
            This browser plays on the speaker that the system uses. Change it there.
          </p>
        )}
      </div>
    </div>
  );
}

/** Shows that the chosen microphone hears, muted or not. */
function Meter() {
  const track = useCallState(({ own: { microphone } }) =>
    microphone.is === 'on' ? microphone.track : microphone.is === 'muted' ? microphone.heard : undefined,
  );
  if (!track) return <p className="text-xs text-soft">Your microphone is off.</p>;
  return (
    <div className="self-start rounded-full bg-black/70 px-3 py-1.5 text-white">
      <LevelMeter track={track} />
    </div>
  );
}

function Limit() {
  const { self } = useView();
  const camera = useCallState(({ own }) => own.camera);
  if (camera.is !== 'on') return <p className="text-xs text-soft">Your camera is off.</p>;
  const limit = cameraLimit(camera.track, self.profile);
  return limit && <p className="text-xs text-soft">{limit}</p>;
}

/** Offered only where the camera itself can do it. */
function Blur() {
  const call = useCall();
  const track = useCallState(({ own: { camera } }) => (camera.is === 'on' ? camera.track : null));
  const [on, setOn] = useState(blurring.get);
  if (!track || !canBlur(track)) return null;
  return (
    <SwitchRow
      label="Blur my background"
      note="Your camera does this itself."
      on={on}
      change={(wanted) => {
        setOn(wanted);
        void call.setBlur(wanted);
      }}
    />
  );
}

function Problem({ kind }: { kind: Capturing }) {
  const call = useCall();
  const problem = useCallState(({ devices }) => devices.problem[kind]);
  const off = useCallState(({ own }) => own[kind].is === 'off');
  if (!problem) return null;
  return (
    <div className="flex flex-wrap items-center gap-2 rounded-md bg-danger-wash p-3">
      <p className="min-w-40 grow basis-0 text-sm text-ink">{problem}</p>
      {off && (
        <button
          type="button"
          className={button.plain}
          aria-label={`Try the ${kind} again`}
          onClick={() => void (kind === 'microphone' ? call.setMicrophone(true) : call.setCamera(true))}
        >
          Try again
        </button>
      )}
    </div>
  );
}
