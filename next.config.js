import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Next serves the pages only; sockets and HTTP endpoints belong to server/main.ts. */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  devIndicators: false,
  // A lock file in a folder above is somebody else's.
  turbopack: { root: dirname(fileURLToPath(import.meta.url)) },
  // `npm test` checks types and style once for the whole house.
  typescript: { ignoreBuildErrors: true },
};
