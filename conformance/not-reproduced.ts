/** Where a search and the plain model disagree about what happened. */

/** A search saw what the plain model, taken there, does not show: they are not the same, and that is a defect of ours. */
export class NotReproduced extends Error {
  constructor(what: string) {
    super(`the compiled model shows ${what}, the plain model does not`);
    this.name = 'NotReproduced';
  }
}
