'use client';

import { Hand, LogOut, Mic, MicOff, MonitorUp, MonitorX, Video, VideoOff } from 'lucide-react';
import type { OwnMedia } from '@/lib/client/state.ts';
import type { Decision } from '@/lib/core/gate/decision.ts';
import type { Kind } from '@/lib/core/gate/rights.ts';
import { useCall, useCallState, useInCall } from '../call-context.tsx';
import { refusalOf } from '../why.ts';
import type { Control } from './control.ts';

const canShareScreens = () => typeof navigator.mediaDevices?.getDisplayMedia === 'function';
const isLive = ({ is }: OwnMedia) => is === 'on';

/** R13, as the server would say it. */
const HANDS_OFF: Decision = {
  allowed: false,
  right: 'publish',
  reason: { rule: 'R13', because: 'hands-off' },
  remedy: { do: 'ask-host' },
};

/** What this person can do with themselves. What is refused stays, with its reason. */
export function useControls(): Control[] {
  const call = useCall();
  const own = useCallState((state) => state.own);
  const { view, clockOffset } = useInCall();
  const { self, room } = view;
  const now = Date.now() + clockOffset;

  const locked = (kind: Kind) => (kind === 'microphone' ? refusalOf(self.unmute, now) : null);

  const media = (
    kind: 'microphone' | 'camera',
    rest: Pick<Control, 'label' | 'short' | 'icon' | 'key' | 'badge'>,
    set: (on: boolean) => Promise<void>,
  ): Control => {
    const on = isLive(own[kind]);
    return {
      ...rest,
      id: kind,
      look: on ? 'live' : 'plain',
      busy: own[kind].is === 'starting',
      // Whatever is on can always be switched off.
      refused: on ? null : (refusalOf(self.publish[kind], now) ?? locked(kind)),
      press: () => void set(!on),
    };
  };

  const shared = own.screens.filter(isLive).length;
  const shares = shared < Math.max(1, self.profile.screens);
  const cannot = canShareScreens()
    ? null
    : {
        text: 'This browser cannot share a screen. Open the room in a browser on a computer.',
        decision: null,
      };
  const sharing: Control = {
    id: 'screen',
    // Each of several has a way to stop it on its own tile; here they all stop, once there can be no more.
    ...(shares
      ? {
          label: shared ? 'Share another screen' : 'Share screen',
          short: shared ? 'Share another' : 'Share screen',
          icon: MonitorUp,
        }
      : {
          label: shared > 1 ? 'Stop sharing screens' : 'Stop sharing screen',
          short: 'Stop sharing',
          icon: MonitorX,
        }),
    look: shared ? 'live' : 'plain',
    busy: own.screens.length > shared,
    refused: shares ? (refusalOf(self.publish.screen, now) ?? cannot) : null,
    press: () => void call.setScreen(shares),
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
    sharing,
    {
      id: 'hand',
      label: raised ? 'Lower hand' : 'Raise hand',
      short: raised ? 'Lower hand' : 'Raise hand',
      icon: Hand,
      look: raised ? 'raised' : 'plain',
      key: 'h',
      busy: false,
      refused: room.hands === 'off' && !raised ? refusalOf(HANDS_OFF, now) : null,
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
