'use client';

import { button } from './parts/button.ts';
import { NoticePage } from './parts/notice-page.tsx';

/** Our own fault: React could not draw the page. A reload also rejoins a call, because the tab keeps its identity. */
export default function ErrorPage() {
  return (
    <NoticePage
      title="This page broke."
      why="Something on our side went wrong while it was drawn."
      next="Load it again. If it breaks again, tell whoever runs this server."
    >
      <button type="button" className={button.primary} onClick={() => location.reload()}>
        Load again
      </button>
      <a className={button.plain} href="/">
        Back to start
      </a>
    </NoticePage>
  );
}
