import { CopyButton } from '../parts/copy-button.tsx';

/** Code as somebody would copy it. Long lines scroll within it. */
export function CodeBlock({ text, label }: { text: string; label: string }) {
  return (
    <div className="flex flex-wrap items-start justify-end gap-2">
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className="min-w-0 grow basis-64 overflow-x-auto rounded-md bg-sunken p-3 text-sm"
      >
        <code>{text}</code>
      </pre>
      <CopyButton text={text} label={`Copy ${label}`} />
    </div>
  );
}
