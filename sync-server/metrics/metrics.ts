import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { Engine } from '../engine.ts';

/** Numbers about one server, kept beside the routes that make them. */
export type ServerMetrics = {
  readonly registry: Registry;
  /** A request answered. `route` is the pattern, never the address: an address could be anything. */
  answered(route: string, status: number, seconds: number): void;
  pushed(collection: string, rows: number, refused: number): void;
  /** The text Prometheus reads. */
  text(): Promise<string>;
};

export type MetricsSources = {
  readonly engine: Pick<Engine, 'figures'>;
  /** Read when the numbers are asked for. */
  readonly streams: { readonly count: number; readonly dropped: number };
};

const FIGURES_MAX = 500;

/** The engine's own figures, each as `foyer_<name>`; what is no number or no name is left out. */
function figuresText(figures: Readonly<Record<string, number>>): string {
  let text = '';
  for (const [name, value] of Object.entries(figures).slice(0, FIGURES_MAX)) {
    const metric = `foyer_${name.replaceAll(/[^A-Za-z0-9_]/g, '_')}`;
    if (Number.isFinite(value)) text += `# TYPE ${metric} untyped\n${metric} ${value}\n`;
  }
  return text;
}

export function openMetrics(sources: MetricsSources, registry: Registry): ServerMetrics {
  const requests = new Histogram({
    name: 'foyer_http_seconds',
    help: 'Time from request to answer by route and class of status.',
    labelNames: ['route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers: [registry],
  });
  const rows = new Counter({
    name: 'foyer_pushed_rows_total',
    help: 'Rows pushed by devices, by collection and whether the row was taken.',
    labelNames: ['collection', 'taken'],
    registers: [registry],
  });
  new Gauge({
    name: 'foyer_streams_open',
    help: 'Streams open now.',
    registers: [registry],
    collect() {
      this.set(sources.streams.count);
    },
  });
  new Gauge({
    name: 'foyer_streams_dropped',
    help: 'Streams cut off since the start because their client did not read.',
    registers: [registry],
    collect() {
      this.set(sources.streams.dropped);
    },
  });

  return {
    registry,
    answered: (route, status, seconds) => {
      requests.observe({ route, status: `${Math.trunc(status / 100)}xx` }, seconds);
    },
    pushed: (collection, count, refused) => {
      rows.inc({ collection, taken: 'yes' }, Math.max(0, count - refused));
      if (refused > 0) rows.inc({ collection, taken: 'no' }, refused);
    },
    text: async () => (await registry.metrics()) + figuresText(sources.engine.figures()),
  };
}
