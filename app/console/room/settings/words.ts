import type { Audience, Right } from '@/lib/core/gate/rights.ts';
import { AUDIENCE_LABELS, type Field } from './fields.ts';

const MEANS: Readonly<Record<Right, Readonly<Record<Audience, string>>>> = {
  publish: {
    members: 'Every member may speak and show their camera.',
    selected: 'Only who was given the right by name, and moderators. Others raise a hand.',
    anyone: 'Guests too: whoever has the link may speak.',
  },
  subscribe: {
    members: 'Every member hears and sees.',
    selected: 'Only who was given the right by name, and moderators.',
    anyone: 'Guests too: whoever has the link hears and sees.',
  },
  list: {
    members: 'Every member knows who is publishing.',
    selected: 'Only who was given the right by name, and moderators. For others a voice has no name.',
    anyone: 'Guests too know who is publishing.',
  },
  send: {
    members: 'Every member may write.',
    selected: 'Only who was given the right by name, and moderators.',
    anyone: 'Guests may write too.',
  },
  receive: {
    members: 'Every member reads messages.',
    selected: 'Only who was given the right by name, and moderators.',
    anyone: 'Guests read messages too.',
  },
};

export const audienceMeans = (right: Right, audience: Audience): string => MEANS[right][audience];

/** A setting's value as a person would say it. */
export function shownValue({ control }: Field, value: unknown): string {
  switch (control.is) {
    case 'audience':
      return AUDIENCE_LABELS[value as Audience] ?? String(value);
    case 'radio':
    case 'select':
      return control.options.find((option) => option.value === value)?.label ?? String(value);
    case 'checks': {
      const chosen = Array.isArray(value) ? value : [];
      const labels = control.options.filter((option) => chosen.includes(option.value));
      return labels.map(({ label }) => label).join(', ') || 'None';
    }
    case 'switch':
      return value ? 'On' : 'Off';
    case 'number':
      if (typeof value !== 'number' || (control.empty && value === control.empty.value)) return 'None';
      return Number.isNaN(value) ? '?' : `${value / control.scale} ${control.unit}`;
    case 'time':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value))
        ? new Date(value).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })
        : 'None';
    case 'text':
      return String(value);
  }
}

/** A moment for an input of type datetime-local, in the time of this computer; empty for none. */
export function localInput(value: unknown): string {
  if (typeof value !== 'string' || Number.isNaN(Date.parse(value))) return '';
  const date = new Date(value);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}
