import { GalleryThumbnails, Headphones, LayoutGrid } from 'lucide-react';
import type { Layout } from './kept.ts';

export const ICONS: Readonly<Record<Layout, typeof LayoutGrid>> = {
  grid: LayoutGrid,
  speaker: GalleryThumbnails,
  audio: Headphones,
};
