/** The checkers that ours is held against, as packages of Debian. Nothing else is installed, and nothing is built here. */
import { spawnSync } from 'node:child_process';

/** What the benches call, and the packages it comes from: both checkers write C. */
const packages = { rumur: ['rumur'], spin: ['spin'], gcc: ['gcc', 'libc6-dev'] } as const;
type Command = keyof typeof packages;

const commands = Object.keys(packages) as readonly Command[];

const missing = (): readonly Command[] =>
  commands.filter((command) => spawnSync('sh', ['-c', `command -v ${command}`]).status !== 0);

/**
 * Installs what is missing, as root on Debian. Returns null when all commands are there, or else one line that says
 * what to install by hand.
 */
export function installPackages(): string | null {
  const absent = missing();
  if (absent.length === 0) return null;
  const wanted = absent.flatMap((command) => packages[command]);
  const advice = `missing: ${absent.join(', ')}; as root: apt-get install ${wanted.join(' ')}`;
  if (process.getuid?.() !== 0) return advice;
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args: string[]) => spawnSync('apt-get', args, { env: environment, stdio: 'ignore' });
  apt('update');
  apt('install', '--yes', '--no-install-recommends', ...wanted);
  return missing().length === 0 ? null : advice;
}
