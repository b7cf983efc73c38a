'use client';

import { ChevronDown } from 'lucide-react';
import type { DeviceKind } from '@/lib/client/devices.ts';
import { field } from '../../parts/button.ts';
import { useCall, useCallState } from '../call-context.tsx';

/** Which device to use; a native list, because phones draw theirs better than we could. */
export function DeviceSelect({ kind, label }: { kind: DeviceKind; label: string }) {
  const call = useCall();
  const { available, chosen } = useCallState((state) => state.devices[kind]);
  const id = `device-${kind}`;
  return (
    <div>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <div className="relative mt-1">
        <select
          id={id}
          value={available.some((device) => device.id === chosen) ? chosen : ''}
          onChange={(event) => void call.chooseDevice(kind, event.target.value)}
          className={`${field} appearance-none truncate pe-10 text-sm`}
        >
          <option value="">System default</option>
          {available.map(({ id: value, label: name }) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
        <ChevronDown
          aria-hidden
          size={18}
          className="pointer-events-none absolute end-3 top-1/2 -translate-y-1/2 text-soft"
        />
      </div>
    </div>
  );
}
