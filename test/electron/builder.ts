import { createRequire } from 'node:module';
import { isAbsolute, join } from 'node:path';
import { z } from 'zod';
import { ROOT } from '../support/source.ts';

const callable = <Call>() => z.custom<Call>((value) => typeof value === 'function');

// electron-builder's own parts, reached through it: they are not ours to depend on, only to be judged by.
const require = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
const { getConfig, validateConfiguration } = z
  .object({
    getConfig: callable<(project: string, file: string, options: null) => Promise<Record<string, unknown>>>(),
    validateConfiguration: callable<(config: object, debug: object) => Promise<void>>(),
  })
  .parse(require('app-builder-lib/out/util/config/config'));

type Matcher = { createFilter(): (file: string, stat: object) => boolean };
type Packager = { readonly info: object };
const { getMainFileMatchers, getNodeModuleFileMatcher } = z
  .object({
    getMainFileMatchers:
      callable<
        (
          app: string,
          to: string,
          macro: (text: string) => string,
          own: object,
          by: Packager,
          out: string,
          compile: boolean,
        ) => Matcher[]
      >(),
    getNodeModuleFileMatcher:
      callable<
        (app: string, to: string, macro: (text: string) => string, own: object, by: object) => Matcher
      >(),
  })
  .parse(require('app-builder-lib/out/fileMatcher'));

const quiet = { isEnabled: false, add: () => undefined };

/** `electron-builder.yml` as electron-builder reads it. */
export const readConfig = (): Promise<Record<string, unknown>> =>
  getConfig(ROOT, 'electron-builder.yml', null);

/** Throws with electron-builder's own words where its schema does not allow it. */
export const judgeConfig = (config: object): Promise<void> => validateConfiguration(config, quiet);

/** Whether electron-builder would pack a file of the tree, by its own filters and defaults. */
export function packs(config: object): (file: string) => boolean {
  const info = {
    projectDir: ROOT,
    buildResourcesDir: 'build',
    isPrepackedAppAsar: false,
    config,
    debugLogger: quiet,
  };
  const to = join(ROOT, 'dist', 'app');
  const same = (text: string): string => text;
  const file = { isDirectory: () => false, isFile: () => true, isSymbolicLink: () => false };
  const filters = getMainFileMatchers(ROOT, to, same, {}, { info }, join(ROOT, 'dist'), false).map(
    (matcher) => matcher.createFilter(),
  );
  const modules = getNodeModuleFileMatcher(ROOT, to, same, {}, info).createFilter();
  return (name) => {
    const path = isAbsolute(name) ? name : join(ROOT, name);
    return name.startsWith('node_modules/')
      ? modules(path, file)
      : filters.some((filter) => filter(path, file));
  };
}
