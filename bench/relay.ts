import { createSocket } from 'node:dgram';

/**
 * The baseline of the media's cost: a Node process on the packet path. It forwards every packet to so many others, as
 * plain UDP: without the encryption, the reports and the choice that a media server adds.
 */
const [, , listeners = '1', target = '0'] = process.argv;
const socket = createSocket('udp4');
let forwarded = 0;
socket.on('message', (packet) => {
  for (let n = 0; n < Number(listeners); n++) {
    socket.send(packet, Number(target), '127.0.0.1');
    forwarded += 1;
  }
});
socket.bind(0, '127.0.0.1', () => process.send?.({ port: socket.address().port }));
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuSeconds: (user + system) / 1e6, forwarded });
});
process.on('disconnect', () => process.exit(0));
