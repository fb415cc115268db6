import { createServer } from 'node:http';
import { z } from 'zod';
import { serveJobs } from '../worker.ts';

/** What HTTP alone costs: reads a body and sends it back. */
function listen(): Promise<{ url: string }> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
      response.end(body);
    });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (typeof address === 'object' && address !== null)
        resolve({ url: `http://127.0.0.1:${address.port}` });
      else reject(new Error('the echo has no port'));
    });
  });
}

serveJobs(z.object({ listen: z.literal(true) }), listen);
