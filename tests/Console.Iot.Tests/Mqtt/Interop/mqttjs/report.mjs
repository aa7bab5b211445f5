// Usage: node report.mjs URL VERSION USER PASSWORD TOPIC CA [FILTER]. Logs in, publishes one reading with QoS 1 and waits for its
// acknowledgement; with FILTER it also subscribes and waits for what it publishes with QoS 2. Over mqtts or wss the server's
// certificate must come from the file CA ("-" for none). Prints one JSON line.
import { readFileSync } from 'node:fs';
import mqtt from 'mqtt';

const [url, version, username, password, topic, ca, filter] = process.argv.slice(2);
const client = await mqtt.connectAsync(url, {
  protocolVersion: Number(version), username, password, reconnectPeriod: 0, clientId: `report-${version}`, ...(ca === '-' ? {} : { ca: readFileSync(ca) }),
});
const acks = [];
client.on('packetreceive', packet => { if (packet.cmd === 'puback') acks.push(packet.reasonCode ?? 0); });
await client.publishAsync(topic, '{"total_l":7}', { qos: 1 });
const said = { acks };
if (filter) {
  const heard = new Promise(resolve => client.on('message', (name, payload) => resolve(`${name}=${payload}`)));
  await client.subscribeAsync(filter, { qos: 2 });
  await client.publishAsync(topic, 'hello', { qos: 2 });
  said.message = await heard;
}
await client.endAsync();
console.log(JSON.stringify(said));
