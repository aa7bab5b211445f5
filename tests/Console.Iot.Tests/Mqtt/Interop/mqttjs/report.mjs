// Usage: node report.mjs URL VERSION USER PASSWORD TOPIC [CA]. Logs in, publishes one reading with QoS 1 and waits for its
// acknowledgement; over mqtts or wss the server's certificate must come from CA. Prints one JSON line.
import { readFileSync } from 'node:fs';
import mqtt from 'mqtt';

const [url, version, username, password, topic, ca] = process.argv.slice(2);
const client = await mqtt.connectAsync(url, {
  protocolVersion: Number(version), username, password, reconnectPeriod: 0, clientId: `report-${version}`, ...(ca ? { ca: readFileSync(ca) } : {}),
});
const acks = [];
client.on('packetreceive', packet => { if (packet.cmd === 'puback') acks.push(packet.reasonCode ?? 0); });
await client.publishAsync(topic, '{"total_l":7}', { qos: 1 });
await client.endAsync();
console.log(JSON.stringify({ acks }));
