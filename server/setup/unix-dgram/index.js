/**
 * janode demands the native module unix-dgram, which needs a compiler at installation, for Janus's Unix socket
 * transport. We reach Janus by WebSocket alone, so this stands in its place (see `overrides` in package.json).
 */
exports.createSocket = () => {
  throw new Error('Unix sockets to Janus are not supported: use a WebSocket address.');
};
