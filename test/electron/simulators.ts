import { createServer, type IncomingMessage } from 'node:http';
import { z } from 'zod';
import { PrinterFaults } from '#electron/abilities/simulator/faults.ts';
import { openPrinterSimulator } from '#electron/abilities/simulator/simulator.ts';
import { printerSite } from '#electron/abilities/site/printer-site.ts';
import { plain, type SiteAnswer } from '#electron/abilities/site/site.ts';
import { terminalSite } from '#electron/abilities/site/terminal-site.ts';
import { TerminalBehaviour } from '#electron/abilities/terminal/behaviour.ts';
import { terminalView } from '#electron/abilities/terminal/simulator.ts';

export type Simulators = { readonly url: string; close(): Promise<void> };

const Address = z.object({ port: z.int() });

/**
 * The pages and switches of a till's simulated printer and card terminal, read from its folder: what another process
 * prints and charges is seen here, and what is switched here it obeys.
 */
export async function serveSimulators(folder: string, device: string): Promise<Simulators> {
  const server = createServer((request, response) => {
    answer(folder, device, request)
      .catch((error: unknown) => plain(500, String(error)))
      .then(({ status, headers, body }) => response.writeHead(status, headers).end(body))
      .catch(() => response.destroy());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = Address.parse(server.address());
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function answer(folder: string, device: string, request: IncomingMessage): Promise<SiteAnswer> {
  const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
  // Opened anew each time: what a terminal has read of its ledger it does not read again.
  const printer = openPrinterSimulator(folder, Date.now);
  const terminal = terminalView(folder);
  if (request.method === 'POST') {
    const wanted: unknown = JSON.parse(await textOf(request));
    if (pathname === '/printer/faults') await printer.faults.write(PrinterFaults.parse(wanted));
    else if (pathname === '/terminal/behaviour')
      await terminal.behaviour.write(TerminalBehaviour.parse(wanted));
    else return plain(404, 'There is nothing here.');
    return plain(200, 'Set.');
  }
  const paper = await printerSite(
    printer,
    { path: '/printer', title: `Printer of ${device}` },
    pathname,
    request.headers['if-none-match'],
  );
  return paper ?? (await terminalSite(terminal, device, pathname)) ?? plain(404, 'There is nothing here.');
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
