'use client';

import { Hand, LogOut, Mic, MicOff, MonitorUp, MonitorX, Video, VideoOff } from 'lucide-react';
import type { OwnMedia } from '@/lib/client/state.ts';
import type { Kind } from '@/lib/core/gate/rights.ts';
import { useCall, useCallState, useInCall } from '../call-context.tsx';
import { whyNot } from '../why.ts';
import type { Control } from './control.ts';

const canShareScreens = () => typeof navigator.mediaDevices?.getDisplayMedia === 'function';
const isLive = (media: OwnMedia) => media.is === 'on';

/** What this person can do with themselves. What is refused stays, with its reason. */
export function useControls(): Control[] {
  const call = useCall();
  const own = useCallState((state) => state.own);
  const { view, clockOffset } = useInCall();
  const { self, room } = view;
  const now = Date.now() + clockOffset;

  const locked = (kind: Kind) => (kind === 'microphone' ? whyNot(self.unmute, now) : null);

  const media = (
    kind: 'microphone' | 'camera' | 'screen',
    rest: Pick<Control, 'label' | 'short' | 'icon' | 'key' | 'badge'>,
    set: (on: boolean) => Promise<void>,
    unable: string | null = null,
  ): Control => {
    const on = isLive(own[kind]);
    return {
      ...rest,
      id: kind,
      look: on ? 'live' : 'plain',
      busy: own[kind].is === 'starting',
      // Whatever is on can always be switched off.
      refused: on ? null : (whyNot(self.publish[kind], now) ?? locked(kind) ?? unable),
      press: () => void set(!on),
    };
  };

  const may = self.publish.microphone.allowed;
  const raised = self.handRaised;
  return [
    media(
      'microphone',
      isLive(own.microphone)
        ? { label: 'Mute microphone', short: 'Mute', icon: Mic, key: 'm' }
        : {
            label: 'Unmute microphone',
            short: 'Unmute',
            // The slash says "muted"; who may not speak at all is not muted.
            icon: may ? MicOff : Mic,
            badge: may ? 'lock' : 'hand',
            key: 'm',
          },
      call.setMicrophone,
    ),
    media(
      'camera',
      isLive(own.camera)
        ? { label: 'Turn camera off', short: 'Camera', icon: Video, key: 'v' }
        : {
            label: 'Turn camera on',
            short: 'Camera',
            icon: self.publish.camera.allowed ? VideoOff : Video,
            key: 'v',
          },
      call.setCamera,
    ),
    media(
      'screen',
      isLive(own.screen)
        ? { label: 'Stop sharing screen', short: 'Stop sharing', icon: MonitorX }
        : { label: 'Share screen', short: 'Share screen', icon: MonitorUp },
      call.setScreen,
      canShareScreens()
        ? null
        : 'This browser cannot share a screen. Open the room in a browser on a computer.',
    ),
    {
      id: 'hand',
      label: raised ? 'Lower hand' : 'Raise hand',
      short: raised ? 'Lower hand' : 'Raise hand',
      icon: Hand,
      look: raised ? 'raised' : 'plain',
      key: 'h',
      busy: false,
      refused:
        room.hands === 'off' && !raised ? 'Raising hands is switched off in this room. Ask a host.' : null,
      press: () => void call.setHand(!raised),
    },
    {
      id: 'leave',
      label: 'Leave',
      short: 'Leave',
      icon: LogOut,
      look: 'leave',
      busy: false,
      refused: null,
      press: () => call.leave(),
    },
  ];
}
