'use client';

import * as Toolbar from 'radix-ui/toolbar';
import { useCall } from '../call-context.tsx';
import type { Control } from './control.ts';
import { ControlButton } from './control-button.tsx';
import { PeopleButton } from './people-button.tsx';
import { useControls } from './use-controls.ts';
import { useKeys } from './use-keys.ts';

export function CallControls({ peopleOpen, onPeople }: { peopleOpen: boolean; onPeople: () => void }) {
  const call = useCall();
  const controls = useControls();
  const press = ({ refused, busy, press: go }: Control) => {
    if (refused) call.tell(refused);
    else if (!busy) go();
  };
  useKeys(controls, press);

  const leave = controls.filter(({ look }) => look === 'leave');
  const rest = controls.filter(({ look }) => look !== 'leave');
  return (
    <Toolbar.Root
      aria-label="Call controls"
      className="flex items-start justify-center gap-1 border-t border-line bg-surface px-2 pt-2 pb-[max(0.5rem,env(safe-area-inset-bottom))] sm:gap-2"
    >
      {rest.map((control) => (
        <ControlButton key={control.id} control={control} press={() => press(control)} />
      ))}
      <PeopleButton open={peopleOpen} toggle={onPeople} />
      {leave.map((control) => (
        <ControlButton key={control.id} control={control} press={() => press(control)} />
      ))}
    </Toolbar.Root>
  );
}
