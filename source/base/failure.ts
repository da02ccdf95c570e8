/**
 * Why there is no result, where a user can cause that: a value beside the result itself, so that neither can be taken
 * for the other. A function answers `Thing | Failure`.
 */
export class Failure {
	/** `returnCode`: what the command, service or subcommand that was asked for the result ends with; never 0. */
	constructor(readonly returnCode: number) {}
}
