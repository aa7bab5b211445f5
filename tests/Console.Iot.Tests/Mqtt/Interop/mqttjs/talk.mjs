// Usage: node talk.mjs PORT VERSION. Publishes a reading with QoS 1 and waits for its acknowledgement, then hears its own
// message on a plain topic. Prints one JSON line.
import mqtt from 'mqtt';

const [port, version] = process.argv.slice(2).map(Number);
const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${port}`, { protocolVersion: version, reconnectPeriod: 0, clientId: `js-${version}` });
const acks = [];
client.on('packetreceive', packet => { if (packet.cmd === 'puback') acks.push(packet.reasonCode ?? 0); });

await client.publishAsync('community/demo/home/js/water/w1', '{"total_l":7}', { qos: 1 });
const heard = new Promise(resolve => client.on('message', (topic, payload) => resolve(`${topic}=${payload}`)));
const [granted] = await client.subscribeAsync('plain/#', { qos: 2 });
await client.publishAsync('plain/js', 'hello', { qos: 2 });
const message = await heard;
await client.endAsync();
console.log(JSON.stringify({ acks, granted: granted.qos, message }));
