export type Capturing = 'microphone' | 'camera';

export const INSECURE = 'This page is not secure, so the browser offers no devices. Open it with https.';

export const blocked = (kind: Capturing): string =>
  `The browser blocks your ${kind}. Allow it with the icon beside the address, then try again.`;

/** Whether the browser has been told no, before it is asked; null where it does not say (W3C Permissions). */
export async function permission(kind: Capturing): Promise<PermissionStatus | null> {
  try {
    return (await navigator.permissions?.query({ name: kind as PermissionName })) ?? null;
  } catch {
    // Not every browser knows the names of these two.
    return null;
  }
}

/** The errors of getUserMedia (W3C Media Capture and Streams, section 10.2) as a person would want them told. */
export function problemOf(kind: Capturing, error: unknown): string {
  const { name, message } = error instanceof Error ? error : { name: '', message: '' };
  switch (name) {
    case 'NotAllowedError':
      // Chromium's words; other browsers do not tell these apart.
      if (/by system/i.test(message))
        return `This computer’s own settings keep the browser from your ${kind}. Allow it there, under privacy, then try again.`;
      if (/dismissed/i.test(message))
        return `Your ${kind} was not allowed. Try again, and choose “Allow” when the browser asks.`;
      return blocked(kind);
    case 'SecurityError':
      return blocked(kind);
    case 'NotFoundError':
    case 'OverconstrainedError':
      return `No ${kind} was found. Plug one in or choose another.`;
    case 'NotReadableError':
    case 'AbortError':
      return `Your ${kind} is busy. Close other programs that use it, then try again.`;
    default:
      return `Your ${kind} could not be started. Try another one.`;
  }
}

/** Only one program, or one page, has it at a time. */
export const isBusy = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'NotReadableError' || error.name === 'AbortError');
