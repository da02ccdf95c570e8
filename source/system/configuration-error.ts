/**
 * Something wrong in what an installation is made of (profile, volume, data folder): one line for the person who
 * started the program.
 */
export class ConfigurationError extends Error {
	override name = 'ConfigurationError';
}
