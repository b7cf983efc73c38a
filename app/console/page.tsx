import { RoomsScreen } from './rooms/rooms-screen.tsx';

export default function Page() {
  return <RoomsScreen />;
}
