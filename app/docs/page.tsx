import type { Metadata } from 'next';
import { readExamples } from './examples.ts';
import { Reference } from './reference.tsx';

export const metadata: Metadata = { title: 'API reference · Rostrum' };

export default function Page() {
  return <Reference examples={readExamples()} />;
}
