import type { Kind } from '@/lib/core/gate/rights.ts';
import type { PublicationView, View } from '@/lib/core/roster/view.ts';
import type { OwnKinds, OwnMedia, OwnScreen } from './state.ts';

/**
 * The view with everything that one publishes in it. Views are made per class of viewer (R18), so who may neither
 * list nor watch is told of no publication, not even of their own; their page knows of those by itself.
 * The same view where nothing is missing.
 */
export function withOwn(view: View, { screens, ...own }: OwnKinds): View {
  if (view.self.list.allowed) return view;
  const all: [Kind, OwnMedia | OwnScreen][] = [
    ...(Object.entries(own) as [Kind, OwnMedia][]),
    ...screens.map((screen): [Kind, OwnScreen] => ['screen', screen]),
  ];
  const missing = all.flatMap(([kind, media]) =>
    (media.is === 'on' || media.is === 'muted') && !view.publications[media.publication]
      ? [ownPublication(view, kind, media)]
      : [],
  );
  if (!missing.length) return view;
  const publications = Object.fromEntries(missing.map((one) => [one.id, one]));
  return { ...view, publications: { ...view.publications, ...publications } };
}

const ownPublication = (
  { self }: View,
  kind: Kind,
  media: Extract<OwnMedia, { is: 'on' | 'muted' }>,
): PublicationView => ({
  id: media.publication,
  source: self.source,
  kind,
  muted: media.is === 'muted',
  talk: kind === 'microphone' && self.profile.talkDetection,
  talking: false,
  spotlit: false,
  link: 'good',
  lockedBy: null,
  name: self.name,
  participant: self.participant,
});
