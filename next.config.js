/** Next serves the pages only; sockets and HTTP endpoints belong to server/main.ts. */
export default {
  reactStrictMode: true,
  poweredByHeader: false,
  devIndicators: false,
  // `npm test` checks types and style once for the whole house.
  typescript: { ignoreBuildErrors: true },
};
