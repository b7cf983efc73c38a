import type { PublicationId } from '../ids.ts';
import type { Level } from './level.ts';

/** What one viewer's page shows now, so that nothing else need be sent to it. */
export interface Viewing {
  /** One for each picture in sight, in device pixels; empty while the page is hidden. */
  readonly tiles: readonly Tile[];
  /** The viewer's own choice to spend little. */
  readonly lowData: boolean;
}

export interface Tile {
  readonly publication: PublicationId;
  readonly width: number;
  readonly height: number;
}

/** How much of a picture a viewer is sent, and why it is not more. */
export interface Sent {
  readonly level: Level;
  /** `tile`: more would not be seen. `network`: more would not come through. `choice`: the viewer wants to save. */
  readonly why: 'whole' | 'tile' | 'network' | 'choice';
}
