/** Real terminals and who is at them. */
import type {SessionLine} from '../../terminal/session-line.js';
import type {RealDevice} from './real-device.js';

const addressOf = (name: string): number => Number.parseInt(name.split(' ')[1] ?? '', 16);

/** The terminal that is connected at a real device. */
export function lineAt(lines: ReadonlySet<SessionLine>, {address}: RealDevice): SessionLine | undefined {
	for (const line of lines) {
		if (addressOf(line.address) === address) {
			return line;
		}
	}

	return undefined;
}
