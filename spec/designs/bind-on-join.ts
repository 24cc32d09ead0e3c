import { sources } from '../source.ts';
import { type Design, decided } from './design.ts';

/** The other answer to a question that the patches of 2020 leave open: what becomes of a group that joins late. */
export const bindOnJoin: Design = {
  name: 'bind-on-join',
  about: 'the decided design, but that a group which joins a container is bound to all that is bound there',
  sources: [sources.vfioBindV6, sources.joinRefused],
  policy: { ...decided, join: 'bound' },
};
