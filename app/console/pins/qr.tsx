'use client';

import { Download } from 'lucide-react';
import { encode, renderSVG } from 'uqr';
import { button } from '../../parts/button.ts';
import { fileName, saveFile } from '../parts/save-file.ts';

/** A link as a QR code, black on white in both themes: readers expect it so. */
export function QrCode({ link, label, room }: { link: string; label: string; room: string }) {
  const { size, data } = encode(link, { border: 4, ecc: 'M' });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <div className="grid justify-items-center gap-4">
      <svg
        role="img"
        aria-label={`QR code of the link for the PIN ${label}`}
        viewBox={`0 0 ${size} ${size}`}
        shapeRendering="crispEdges"
        className="w-full max-w-72 rounded-md bg-white"
      >
        <path d={path} fill="#000" />
      </svg>
      <button
        type="button"
        className={button.plain}
        onClick={() =>
          saveFile(
            fileName(room, label, 'qr.svg'),
            'image/svg+xml',
            renderSVG(link, { border: 4, ecc: 'M', pixelSize: 12 }),
          )
        }
      >
        <Download aria-hidden size={17} />
        Download QR code
      </button>
    </div>
  );
}
