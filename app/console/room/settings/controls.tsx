'use client';

import * as Switch from 'radix-ui/switch';
import { useEffect, useState } from 'react';
import { AUDIENCES, type Audience } from '@/lib/core/gate/rights.ts';
import { field as fieldClass } from '../../../parts/button.ts';
import { INVALID_TIME } from './draft.ts';
import { AUDIENCE_LABELS, type Control, type Option } from './fields.ts';
import { audienceMeans, localInput } from './words.ts';

interface Names {
  /** Of the element that names the control. */
  readonly labelledBy: string;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
}

interface Given<Value> extends Names {
  readonly value: Value;
  readonly change: (value: unknown) => void;
}

const aria = ({ labelledBy, describedBy, invalid }: Names) => ({
  'aria-labelledby': labelledBy,
  'aria-describedby': describedBy,
  'aria-invalid': invalid || undefined,
});

const choice =
  'flex min-h-11 cursor-pointer items-center gap-2 rounded-md border border-edge bg-surface px-2.5 text-sm sm:px-3 has-checked:border-accent has-checked:bg-accent-wash hover:bg-sunken has-checked:hover:bg-accent-wash';
const mark = 'size-4 shrink-0 accent-accent';

/** The control of one setting, of whatever kind. */
export function SettingControl({
  control,
  value,
  change,
  ...names
}: Names & { control: Control; value: unknown; change: (value: unknown) => void }) {
  switch (control.is) {
    case 'audience':
      return (
        <>
          <Radios
            {...names}
            options={AUDIENCES.map((audience) => ({ value: audience, label: AUDIENCE_LABELS[audience] }))}
            value={value}
            change={change}
          />
          <p className="mt-1.5 text-sm text-soft">{audienceMeans(control.right, value as Audience)}</p>
        </>
      );
    case 'radio':
      return <Radios {...names} options={control.options} value={value} change={change} />;
    case 'checks':
      return <Checks {...names} options={control.options} value={value} change={change} />;
    case 'select':
      return (
        <select
          {...aria(names)}
          className={`${fieldClass} sm:max-w-xs`}
          value={String(value)}
          onChange={(event) => change(event.target.value)}
        >
          {control.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      );
    case 'switch':
      return <Toggle {...names} value={value === true} change={change} />;
    case 'number':
      return <NumberField {...names} control={control} value={value} change={change} />;
    case 'time':
      return <TimeField {...names} words={control.words} value={value} change={change} />;
    case 'text':
      return (
        <input
          {...aria(names)}
          className={`${fieldClass} sm:max-w-md`}
          dir="auto"
          autoComplete="off"
          maxLength={control.max}
          value={String(value)}
          onChange={(event) => change(event.target.value)}
        />
      );
  }
}

function Radios({ options, value, change, ...names }: Given<unknown> & { options: readonly Option[] }) {
  return (
    <div role="radiogroup" {...aria(names)} className="flex flex-wrap gap-1.5 sm:gap-2">
      {options.map((option) => (
        <label key={option.value} className={choice}>
          <input
            type="radio"
            name={names.labelledBy}
            className={mark}
            checked={value === option.value}
            onChange={() => change(option.value)}
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}

function Checks({ options, value, change, ...names }: Given<unknown> & { options: readonly Option[] }) {
  const chosen: readonly unknown[] = Array.isArray(value) ? value : [];
  // In the order in which they are offered, so that the same choice is the same value.
  const set = (which: string, on: boolean) =>
    change(
      options.map((option) => option.value).filter((one) => (one === which ? on : chosen.includes(one))),
    );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need its legend inside, and the label stands beside
    <div
      role="group"
      aria-labelledby={names.labelledBy}
      aria-describedby={names.describedBy}
      className="flex flex-wrap gap-1.5 sm:gap-2"
    >
      {options.map((option) => (
        <label key={option.value} className={choice}>
          <input
            type="checkbox"
            className={mark}
            checked={chosen.includes(option.value)}
            onChange={(event) => set(option.value, event.target.checked)}
          />
          {option.label}
        </label>
      ))}
    </div>
  );
}

function Toggle({ value, change, ...names }: Given<boolean>) {
  return (
    <span className="inline-flex min-h-11 items-center gap-3 text-sm">
      <Switch.Root
        {...aria(names)}
        checked={value}
        onCheckedChange={change}
        className="relative inline-flex h-7 w-12 shrink-0 items-center rounded-full border border-edge bg-sunken p-0.5 transition-colors before:absolute before:-inset-2 data-[state=checked]:border-accent data-[state=checked]:bg-accent"
      >
        <Switch.Thumb className="block size-5.5 rounded-full bg-edge transition-transform data-[state=checked]:translate-x-5 data-[state=checked]:bg-on-accent rtl:data-[state=checked]:-translate-x-5" />
      </Switch.Root>
      <span aria-hidden>{value ? 'On' : 'Off'}</span>
    </span>
  );
}

function NumberField({ control, value, change, ...names }: Given<unknown> & { control: NumberControl }) {
  const { unit, empty } = control;
  const [text, setText] = useState(() => shownNumber(control, value));
  // What is typed stays as it is typed, until something else is set from outside.
  useEffect(() => {
    setText((typed) => (Object.is(typedNumber(control, typed), value) ? typed : shownNumber(control, value)));
  }, [control, value]);

  return (
    <>
      <span className="inline-flex items-center gap-2.5 text-sm">
        <input
          {...aria(names)}
          className={`${fieldClass} w-32! tabular-nums`}
          inputMode={control.scale === 1 ? 'numeric' : 'decimal'}
          autoComplete="off"
          maxLength={13}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            change(typedNumber(control, event.target.value));
          }}
        />
        <span className="text-soft">{unit}</span>
      </span>
      {empty && <p className="mt-1.5 text-sm text-soft">{empty.words}</p>}
    </>
  );
}

type NumberControl = Extract<Control, { is: 'number' }>;

function typedNumber({ scale, empty }: NumberControl, text: string): number | null {
  if (text.trim() === '') return empty ? empty.value : Number.NaN;
  const whole = scale === 1 ? /^\d{1,9}$/ : /^\d{1,9}([.,]\d{1,3})?$/;
  return whole.test(text.trim()) ? Math.round(Number(text.trim().replace(',', '.')) * scale) : Number.NaN;
}

const shownNumber = ({ scale, empty }: NumberControl, value: unknown): string =>
  typeof value !== 'number' || Number.isNaN(value) || (empty && value === empty.value)
    ? ''
    : String(value / scale);

function TimeField({ words, value, change, ...names }: Given<unknown> & { words: string }) {
  return (
    <>
      <input
        {...aria(names)}
        type="datetime-local"
        className={`${fieldClass} sm:max-w-xs`}
        value={localInput(value)}
        onChange={({ target }) => {
          if (target.validity.badInput) change(INVALID_TIME);
          else change(target.value === '' ? null : new Date(target.value).toISOString());
        }}
      />
      <p className="mt-1.5 text-sm text-soft">{words}</p>
    </>
  );
}
