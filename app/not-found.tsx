import { button } from './parts/button.ts';
import { NoticePage } from './parts/notice-page.tsx';

export default function NotFound() {
  return (
    <NoticePage
      title="There is nothing here."
      why="The address may have been typed wrong, or what was here is gone."
      next="Check the link you were given, or start again."
    >
      <a className={button.primary} href="/">
        Back to start
      </a>
    </NoticePage>
  );
}
