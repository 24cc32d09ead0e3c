/** The configuration that a script is started with, by its name. */
import { type Configuration, configurations } from '../protocol/configuration.ts';

/** @throws Error when there is none of that name. */
export function configurationAsked(): Configuration {
  const [name] = process.argv.slice(2);
  const configuration = configurations.find((each) => each.name === name);
  if (configuration === undefined) throw new Error(`no configuration ${name}`);
  return configuration;
}
