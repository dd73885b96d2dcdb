// What many write in an hour: takes webhooks and hands each body to Kafka with acks=all before it answers.
// Arguments: the port, the brokers. Needs kafkajs.
const http = require('http');
const { Kafka, CompressionTypes, logLevel } = require('kafkajs');

const [port, brokers] = process.argv.slice(2);
const kafka = new Kafka({ clientId: 'webhook-to-kafka', brokers: brokers.split(','), logLevel: logLevel.ERROR });
const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 5 });
const topic = 'peer.webhooks';

async function main() {
  const admin = kafka.admin();
  await admin.connect();
  await admin.createTopics({ topics: [{ topic, numPartitions: 6 }] });
  await admin.disconnect();
  await producer.connect();
  http.createServer((request, response) => {
    if (request.method === 'GET') return response.end('ready');
    const parts = [];
    request.on('data', (part) => parts.push(part));
    request.on('end', async () => {
      try {
        const body = JSON.parse(Buffer.concat(parts).toString());
        const messages = body.alerts.map((alert) => ({ key: alert.labels.instance, value: JSON.stringify(alert) }));
        await producer.send({ topic, acks: -1, compression: CompressionTypes.None, messages });
        response.setHeader('Content-Length', 2);
        response.end('ok');
      } catch (error) {
        console.error(error.message);
        response.statusCode = 503;
        response.setHeader('Content-Length', 0);
        response.end();
      }
    });
  }).listen(Number(port), '127.0.0.1');
}

main().catch((error) => { console.error(error); process.exit(1); });
