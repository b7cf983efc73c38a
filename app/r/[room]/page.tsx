import type { Metadata } from 'next';
import { Room } from '../../call/room.tsx';

export const metadata: Metadata = { title: 'Room', robots: { index: false, follow: false } };

/** Hands over to the browser: a call exists only there. */
export default async function Page({ params }: { params: Promise<{ room: string }> }) {
  const { room } = await params;
  return <Room room={decodeURIComponent(room)} />;
}
