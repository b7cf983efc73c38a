import { RoomScreen } from '../../room/room-screen.tsx';

export default async function Page({ params }: { params: Promise<{ room: string }> }) {
  const { room } = await params;
  return <RoomScreen id={decodeURIComponent(room)} />;
}
